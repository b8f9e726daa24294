import { usePlayground } from '../playground.ts';
import { DivergedNotice } from './DivergedNotice.tsx';
import { PretrainedNotice } from './PretrainedNotice.tsx';
import { RestartNotice } from './RestartNotice.tsx';

/** What there is to say of the run: where it began, what went wrong, what waits for a restart. */
export function TrainingNotices() {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  return (
    <>
      <PretrainedNotice />
      <DivergedNotice />
      {recorded ? null : <RestartNotice />}
    </>
  );
}
