import type { CommunitySettings, NodeLogEntry, Notifier } from '@entraide/core';
import type { Settings } from '../settings/parse-settings.js';
import { createEmailNotifier } from './email-notifier.js';
import { createNotifierOf } from './notifier-of.js';
import type { NotifySettings } from './notify-options.js';
import { createWebhookNotifier } from './webhook-notifier.js';

type Log = (entry: NodeLogEntry) => void;

/** What the settings say about notifications, as one notifier for all communities; null where they say nothing. */
export function createServerNotifier({ communities, server }: Settings, log: Log = () => undefined): Notifier | null {
  const written = communities.map(({ settings }) => settings);
  // Communities that share the server's settings share its notifier: one webhook is gone for all of them at once.
  const made = new Map<NotifySettings, Notifier>();
  const byCommunity = new Map<string, Notifier>();
  for (const { settings, notify = server.notify } of communities) {
    if (!notify) continue;
    const notifier = made.get(notify) ?? createNotifier(notify, { community: settings.id, written, log });
    made.set(notify, notifier);
    byCommunity.set(settings.id, notifier);
  }
  if (byCommunity.size === 0) return null;
  return {
    async notify(notification, options) {
      await byCommunity.get(notification.community)?.notify(notification, options);
    },
  };
}

function createNotifier(
  { webhook, email }: NotifySettings,
  { community, written, log }: { community: string; written: readonly CommunitySettings[]; log: Log },
): Notifier {
  const notifiers: Notifier[] = [];
  if (webhook) {
    const secret = must(webhook.secret, `notify.webhook.secret of ${community}`, 'ENTRAIDE_WEBHOOK_SECRET');
    notifiers.push(createWebhookNotifier({ url: webhook.url, secret, log }));
  }
  if (email) {
    const smtp = must(email.smtp, `notify.email.smtp of ${community}`, 'ENTRAIDE_SMTP_URL');
    notifiers.push(createEmailNotifier({ ...email, smtp, communities: written, log }));
  }
  return createNotifierOf(notifiers);
}

function must(value: string | undefined, field: string, variable: string): string {
  if (value !== undefined) return value;
  throw new Error(`unable to create the server; ${field} is missing: set ${variable}`);
}
