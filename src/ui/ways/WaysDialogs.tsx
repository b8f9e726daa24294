import { Suspense } from 'react';
import { lazyPart } from '../primitives/lazyPart.ts';
import { useEver } from '../primitives/useEver.ts';
import { useViewState } from '../view.ts';

const HelpDialog = lazyPart(async () => (await import('./HelpDialog.tsx')).HelpDialog);
const KeysDialog = lazyPart(async () => (await import('./KeysDialog.tsx')).KeysDialog);
const LinkDialog = lazyPart(async () => (await import('./LinkDialog.tsx')).LinkDialog);

/** The help, the list of keys, and links to this page; each comes when it is opened first. */
export function WaysDialogs() {
  const dialog = useViewState((state) => state.dialog);
  const help = useEver(dialog === 'help');
  const keys = useEver(dialog === 'keys');
  const link = useEver(dialog === 'link');
  return (
    <Suspense fallback={null}>
      {help ? <HelpDialog /> : null}
      {keys ? <KeysDialog /> : null}
      {link ? <LinkDialog /> : null}
    </Suspense>
  );
}
