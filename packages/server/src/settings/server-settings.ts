import * as z from 'zod';
import { tokenOptionsSchema } from '../auth/token-options.js';
import { busUrlSchema } from '../bus/bus-url.js';
import { notifySchema } from '../notify/notify-options.js';

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: 'must be an origin as browsers send it, such as https://shop.example',
});

export const originsSchema = z.array(origin).max(1_000);

const count = z.int().min(1);

export const limitsSchema = z.strictObject({
  /** Sockets at once. */
  socketsMax: count.default(20_000),
  /** New sockets a second, after as many at once as two seconds allow; the others are told to come back. */
  newSocketsPerSecond: count.default(500),
  /** Sockets at once from one address. Off for loopback. */
  socketsPerAddressMax: count.default(100),
  /** New sockets a minute from one address. Off for loopback. */
  socketsPerAddressPerMinute: count.default(120),
  /** Beacons a minute from one address, of people who found the window closed. Off for loopback. */
  demandPerAddressPerMinute: count.default(30),
  /** Bytes that wait for a slow reader before its socket is closed. */
  outboundBytesMax: count.default(1024 * 1024),
  /** Bounds of each session; what isn't said is the core's default. */
  session: z
    .strictObject({
      perMinute: z.strictObject({ visitor: count, member: count }).optional(),
      burst: z.strictObject({ visitor: count, member: count }).optional(),
      refusedInARowMax: count.optional(),
      frameBytesMax: count.default(64 * 1024),
      feedsMax: count.optional(),
      underWayMax: count.optional(),
      nodeUnderWayMax: count.optional(),
      openWithinMs: count.optional(),
    })
    .prefault({}),
});

/** Bounds of what one server carries. */
export type LimitOptions = z.input<typeof limitsSchema>;
export type LimitSettings = z.output<typeof limitsSchema>;

export const serverSchema = z.strictObject({
  port: z.int().min(0).max(65_535).optional(),
  host: z.string().min(1).optional(),
  /** Folder of the embedded database. */
  data: z.string().min(1).optional(),
  /** Where the servers of one database tell each other of their work; `BUS_URL` wins. A password belongs there. */
  bus: busUrlSchema.optional(),
  /** Folder of files to serve. */
  static: z.string().min(1).optional(),
  /** Pages that may connect, beside those that the communities name. */
  origins: originsSchema.optional(),
  /** For communities without their own. */
  tokens: tokenOptionsSchema.optional(),
  /** Where notifications go, for communities without their own. */
  notify: notifySchema.optional(),
  /** Header in which a trusted proxy appends the address it was asked from: `x-forwarded-for`. Without one, unset. */
  addressHeader: z.string().min(1).toLowerCase().optional(),
  limits: limitsSchema.prefault({}),
});

/** The `server` part of a settings file. */
export type ServerFileOptions = z.input<typeof serverSchema>;
export type ServerFileSettings = z.output<typeof serverSchema>;
