export type { TokenOptions } from './auth/token-options.js';
export { createServer, type Server, type ServerOptions } from './create-server.js';
export type { Address } from './http/http-listener.js';
export { createLog, type Log } from './log/create-log.js';
export { defineCommunity, type ServedCommunityOptions } from './settings/define-community.js';
export { loadSettings } from './settings/load-settings.js';
export type { ServedCommunity, Settings } from './settings/parse-settings.js';
export type { LimitOptions, ServerFileOptions } from './settings/server-settings.js';
