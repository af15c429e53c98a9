import { Dialog } from '../../shared/dialog.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { type DeskCommand, deskKeys, keyName } from './desk-keys.js';

/** What the keyboard does. */
export function KeyHelp({ closed }: { closed(): void }) {
  const { keys: texts } = useDeskTexts();
  return (
    <Dialog title={texts.title} closed={closed}>
      <dl className="keys">
        {(Object.keys(deskKeys) as DeskCommand[]).map((command) => (
          <div key={command}>
            <dt>
              <kbd>Alt</kbd> <kbd>{keyName(command)}</kbd>
            </dt>
            <dd>{texts.names[command]}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{texts.works}</p>
      <div className="dialog-actions">
        <button type="button" className="primary" onClick={closed}>
          {texts.close}
        </button>
      </div>
    </Dialog>
  );
}
