import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ShopPage {
  /** Of the script tag, beside the community: `data-locale="fr"`. */
  attributes?: string;
  /** `%chat` stands for the address of the chat's server. */
  csp?: string;
  /** Of the page's `html`. */
  html?: string;
}

/** A shop on a server of its own, as shops are: the chat comes from elsewhere. */
export interface ShopServer {
  address: string;
  /** Puts such pages there; returns where they begin. */
  open(page: ShopPage, chat: string): string;
  close(): void;
}

export const nonce = 'a1b2c3';

const pageOf = ({ attributes = '', html = 'lang="en"' }: ShopPage, chat: string) => `<!doctype html>
<html ${html}><head><meta charset="utf-8"><title>Boots</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<script nonce="${nonce}" src="${chat}/widget.js" defer data-community="demo" ${attributes}></script></head>
<body><main><h1>Boots</h1><p>For long ways.</p><a href="laces">Laces</a></main></body></html>`;

export async function serveShop(): Promise<ShopServer> {
  const shops: { page: ShopPage; chat: string }[] = [];
  const server = createServer((request, response) => {
    const shop = shops[Number(request.url?.split('/')[1])];
    if (!shop) {
      response.writeHead(404).end();
      return;
    }
    const { csp } = shop.page;
    if (csp) response.setHeader('content-security-policy', csp.replaceAll('%chat', shop.chat));
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(shop.page, shop.chat));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    open: (page, chat) => `${address}/${shops.push({ page, chat }) - 1}/boots`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
