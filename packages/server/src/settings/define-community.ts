import type { CommunityOptions } from '@entraide/core';
import type { TokenOptions } from '../auth/token-options.js';
import type { NotifyOptions } from '../notify/notify-options.js';

/** A community on this server: what the core's settings say, and how it is reached. */
export interface ServedCommunityOptions extends CommunityOptions {
  /**
   * Origins of pages that may connect, exactly as browsers send them: `https://shop.example`. They may connect to the
   * server: a handshake names no community yet, so the list is the union over all communities.
   */
  origins?: readonly string[];
  /** How the host application's tokens are recognised. @defaultValue the server's `tokens` */
  tokens?: TokenOptions;
  /** Where notifications go, instead of where the server's go. @defaultValue the server's `notify` */
  notify?: NotifyOptions;
}

/** Types a community in `entraide.config.ts`; changes nothing. */
export const defineCommunity = (options: ServedCommunityOptions): ServedCommunityOptions => options;
