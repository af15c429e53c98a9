export { createEntraide } from './create-entraide.js';
export type { EntraideChatElement } from './launcher/entraide-chat-element.js';
export type { ChatTexts, Language, LauncherTexts, Plural, Texts } from './texts/texts.js';
export type { Entraide, EntraideEvents, GreetRule, WidgetOptions, WidgetTopic } from './widget-options.js';
