import { randomUUID } from 'node:crypto';

/** A UUID of version 7, as the client SDK makes them: RFC 9562, section 5.7. */
export function clientId() {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
