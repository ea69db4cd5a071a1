import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { english } from '@paceline/contracts/messages/en';
import { ERROR_STATUS, type ErrorCode } from '@paceline/contracts/messages/error-reasons';
import { problem } from '@paceline/contracts/problem';
import { describeSchema } from './openapi-schemas';

export const DOCS_PATH = 'api/docs';

const DESCRIPTION = `Outbound dialer and campaign manager on FreeSWITCH.

Log in with \`POST /api/v1/auth/login\` and send the token as \`Authorization: Bearer …\`. Lists are pages:
\`{items, nextCursor}\`; ask for the next with \`?cursor=\`. Errors are problem documents (RFC 9457) with a stable \`code\`:

| code | status | |
|---|---|---|
${Object.entries(english.errorTitles).map(([code, title]) => `| \`${code}\` | ${ERROR_STATUS[code as ErrorCode]} | ${title} |`).join('\n')}

What an agent or a switch is asked for answers 200 when it is done, 202 with a command's id while it is not.
Events come over socket.io at \`/realtime\`.`;

/** The document, made of the schemas that check the requests. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder().setTitle('Paceline').setDescription(DESCRIPTION).setVersion('1').addBearerAuth().addBasicAuth().build();
  const document = SwaggerModule.createDocument(app, config, {
    autoTagControllers: false, operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    standardSchemaConverter: describeSchema,
  });
  const described = describeSchema(problem, { schemaType: 'output' });
  Object.assign(document.components?.schemas ?? {}, described?.components);
  const problems = { description: 'Any error.', content: { 'application/problem+json': { schema: described?.schema } } };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, { responses?: Record<string, unknown> }>)) { // a path holds operations only
      if (operation.responses !== undefined) operation.responses['default'] = problems;
    }
  }
  return document;
}

export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup(DOCS_PATH, app, () => openApiDocument(app), { jsonDocumentUrl: `${DOCS_PATH}-json`, yamlDocumentUrl: `${DOCS_PATH}-yaml`, customSiteTitle: 'Paceline API' });
}
