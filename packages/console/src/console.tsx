import { createRoot } from 'react-dom/client';
import { createSignInStore } from './session/sign-in-store.js';
import { App } from './shell/app.js';

const element = document.getElementById('entraide-console');
if (element) createRoot(element).render(<App signIn={createSignInStore(window, element)} />);
