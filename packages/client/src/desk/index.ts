export { type Desk, type DeskConversation, type DeskSnapshot, deskOf } from './desk-of.js';
