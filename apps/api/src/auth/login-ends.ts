import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

/** Tells whoever holds something open for a login that some have ended just now; which ones, the database knows. */
@Injectable()
export class LoginEnds extends Subject<void> {}
