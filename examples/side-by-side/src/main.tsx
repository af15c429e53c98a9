import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { connectCoach, connectVisitor } from './connect.js';

const side = new URLSearchParams(location.search).get('side');
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App visitor={side === 'coach' ? null : connectVisitor()} coach={side === 'visitor' ? null : connectCoach()} />
    </StrictMode>,
  );
}
