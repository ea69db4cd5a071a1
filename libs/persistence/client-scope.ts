export { OWN_CLIENT, isOwnClient, type ClientScope } from '@paceline/domain/client/client';
