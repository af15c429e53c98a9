import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectCoach, connectVisitor } from './connect.js';
import { TwoSides } from './two-sides.js';

const side = new URLSearchParams(location.search).get('side');
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <TwoSides
        visitor={side === 'coach' ? null : connectVisitor()}
        coach={side === 'visitor' ? null : connectCoach()}
      />
    </StrictMode>,
  );
}
