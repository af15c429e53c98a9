import type { ChatHost, ChatParts, LoadChat, MountedChat } from '../chat-contract.js';
import { pickLanguage } from './pick-language.js';

interface HolderOptions {
  load: LoadChat;
  /** Everything but the words, which come with the chat. */
  host: Omit<ChatHost, 'texts'>;
  /** What the launcher says already, the page's own words included. */
  texts: Partial<ChatHost['texts']>;
}

/** The chat that isn't there until somebody wants it. */
export interface ChatHolder {
  /** Fetches it, without showing it. */
  preload(): void;
  /** Fetches and mounts it, once. A failed try is no answer: the next one asks again. */
  use(): Promise<MountedChat>;
  readonly chat: MountedChat | null;
  destroy(): void;
}

export function createChatHolder({ load, host, texts }: HolderOptions): ChatHolder {
  let parts: Promise<ChatParts> | null = null;
  let chat: MountedChat | null = null;
  let isDestroyed = false;
  const fetchParts = () => {
    parts ??= load(pickLanguage(host.options.locale)).catch((error: unknown) => {
      parts = null;
      throw error;
    });
    return parts;
  };
  return {
    preload: () => void fetchParts().catch(() => undefined),
    async use() {
      const { mountChat, texts: own, warm } = await fetchParts();
      if (isDestroyed) throw new Error('unable to open the window; it is gone');
      const tone = host.options.tone === 'warm' && warm;
      chat ??= mountChat({ ...host, texts: { ...own, ...tone, ...texts, ...host.options.texts } as ChatHost['texts'] });
      return chat;
    },
    get chat() {
      return chat;
    },
    destroy() {
      isDestroyed = true;
      chat?.destroy();
    },
  };
}
