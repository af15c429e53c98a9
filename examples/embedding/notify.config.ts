// #region notify
import { defineCommunity } from '@entraide/server';

export default defineCommunity({
  id: 'shoes',
  name: 'Shoe Shop',
  notify: {
    // Signed with ENTRAIDE_WEBHOOK_SECRET of the environment.
    webhook: { url: 'https://shop.example/entraide' },
    // Sent through ENTRAIDE_SMTP_URL of the environment: smtps://user:password@mail.example
    email: {
      from: 'Shoe Shop <help@shop.example>',
      support: 'support@shop.example',
      link: 'https://shop.example/help',
    },
  },
});
// #endregion
