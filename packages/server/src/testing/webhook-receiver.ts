import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  headers: IncomingMessage['headers'];
  body: string;
}

/** An HTTP server of this machine that takes webhooks, and behaves as it is told. */
export interface WebhookReceiver {
  url: string;
  requests: ReceivedRequest[];
  /** Answers a request whose body was read. @defaultValue 204 */
  answer: (response: ServerResponse) => void;
  close(): Promise<void>;
}

export const noContent = (response: ServerResponse) => void response.writeHead(204).end();

export async function createWebhookReceiver(): Promise<WebhookReceiver> {
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    receiver.requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    receiver.answer(response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`,
    requests: [],
    answer: noContent,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return receiver;
}

/** The signature that Standard Webhooks 1.0.0 asks for, computed without its library. */
export function signatureOf(secret: string, { headers, body }: ReceivedRequest): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}
