import { useMemo, useRef, useState } from 'react';
import { firstPreset, preset } from '../../recipe/presets.ts';
import type { ControlPoint, ScheduleRecipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { existing } from '../charts/pointGroups.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Notes } from '../controls/Notes.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { Section } from '../primitives/Section.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { Status } from '../primitives/Status.tsx';
import { BalanceBar, type Spent } from './BalanceBar.tsx';
import type { Space } from './controlPoints.ts';
import { handDrawn, handlesOf } from './handles.ts';
import { HistoryButtons } from './HistoryButtons.tsx';
import { historyKeys } from './historyKeys.ts';
import { OverlayLegend } from './OverlayCurves.tsx';
import { overlaysOf, type Compared } from './overlays.ts';
import { OwnSchedule } from './OwnSchedule.tsx';
import { PointTools } from './PointTools.tsx';
import { PresetPicker } from './PresetPicker.tsx';
import type { Remedy } from './remedies.ts';
import { ScheduleFormulas } from './ScheduleFormulas.tsx';
import type { PointChoice } from './SchedulePoints.tsx';
import { ScheduleSettings } from './ScheduleSettings.tsx';
import { ScheduleShelf } from './ScheduleShelf.tsx';
import { ScheduleValues } from './ScheduleValues.tsx';
import { ScheduleWarnings } from './ScheduleWarnings.tsx';
import { pathNote, seenLevels } from './seenLevels.ts';
import { TimeStack } from './TimeStack.tsx';
import { useEditedSchedule, type Target } from './useEditedSchedule.ts';
import { useSavedSchedules } from './useSavedSchedules.ts';
import { VIEW_NAMES, VIEWS, type ViewName } from './views.ts';
import styles from './ScheduleEditor.module.css';

const NONE: readonly number[] = [];
/** Presses of keys that follow each other so soon are told as one change. */
const ONE_CHANGE_MS = 1500;

/** Draw the noise schedule by hand: curve, points, presets, text, and the data as it drowns in noise. */
export function ScheduleEditor() {
  const store = usePlaygroundStore();
  const [target, setTarget] = useState<Target>('training');
  const [view, setView] = useState<ViewName>('log-snr');
  const [chosen, setChoice] = useState<PointChoice>({ selected: NONE, several: false, snaps: true });
  const [before, setBefore] = useState<Spent | null>(null);
  const changed = useRef({ under: false, at: -Infinity });
  const training = usePlayground((state) => state.recipe.schedule);
  const detached = usePlayground((state) => state.recipe.sampling.schedule !== null);
  const objective = usePlayground((state) => state.recipe.objective);
  const shelf = useSavedSchedules();
  const [compared, setCompared] = useState<readonly Compared[]>([]);
  const edited = useEditedSchedule(target);
  const { schedule, table, trained } = edited;

  const handles = useMemo(() => handlesOf(schedule, table, view), [schedule, table, view]);
  const seen = useMemo(() => seenLevels(table, trained), [table, trained]);
  const overlays = useMemo(() => overlaysOf(compared, shelf.saved, preset(firstPreset).schedule, table.timesteps), [compared, shelf.saved, table.timesteps]);
  const choice = { ...chosen, selected: existing(chosen.selected, handles.points) };
  const select = (selected: readonly number[]) => setChoice((present) => ({ ...present, selected }));
  const note = pathNote(training, trained !== null);
  const change = (next: ScheduleRecipe, commit: boolean) => {
    const now = performance.now();
    if (!changed.current.under && now - changed.current.at > ONE_CHANGE_MS) setBefore({ schedule, table });
    changed.current = { under: !commit, at: now };
    edited.change(next, commit);
  };
  const changePoints = (space: Space, points: readonly ControlPoint[], commit: boolean) => change(handDrawn(schedule, space, points), commit);
  const remedy = (way: Remedy) => {
    if ('schedule' in way) return change(way.schedule, true);
    const { recipe, setObjective } = store.getState();
    setObjective({ ...recipe.objective, prediction: way.prediction });
  };
  const show = (next: Target) => {
    setTarget(next);
    select(NONE);
    setBefore(null);
  };
  const take = (next: ScheduleRecipe) => {
    select(NONE);
    change(next, true);
  };

  return (
    <div className={styles.editor} onKeyDown={historyKeys(edited)}>
      <Section
        title={say`Noise schedule`}
        hint={say`How fast the data drown in noise, from t = 0 (clean) to the last timestep (noise). Drag the curve: training and sampling follow at once.`}
        actions={<HistoryButtons edited={edited} onReset={() => take(trained ? training : preset(firstPreset).schedule)} />}
      >
        {detached ? (
          <Segmented<Target>
            label={say`Curve of`} hideLabel value={edited.target} onChange={show}
            options={[
              { value: 'training', label: say`Training`, title: say`The curve that the model is trained with` },
              { value: 'sampling', label: say`Sampling`, title: say`The curve that samples are made with` },
            ]}
          />
        ) : null}
        <div className={styles.toolbar}>
          <div className={styles.views}>
            <Segmented<ViewName>
              label={say`Show`} hideLabel value={view} onChange={setView}
              options={VIEW_NAMES.map((name) => ({ value: name, label: sayText(VIEWS[name].label), title: sayText(VIEWS[name].hint) }))}
            />
            <Hint label={sayText(VIEWS[view].label)} text={sayText(VIEWS[view].hint)} />
          </div>
          <PointTools
            handles={handles} view={view} alphasCumprod={table.alphasCumprod} choice={choice} onChoice={setChoice}
            onEdit={(points, selected) => { if (selected) select(selected); changePoints(handles.space, points, true); }}
          />
        </div>
        <div>
          <OverlayLegend overlays={overlays} />
          <TimeStack
            schedule={schedule} objective={trained ? null : objective}
            view={view} table={table} seen={seen} reference={trained} overlays={overlays} handles={handles}
            choice={choice} onSelect={select} onEdit={(points, commit) => changePoints(handles.space, points, commit)}
          />
          {note ? <p className={styles.note}>{sayText(note)}</p> : null}
        </div>
        <BalanceBar now={{ schedule, table }} before={before} objective={trained ? null : objective} />
        <PresetPicker schedule={schedule} table={table} saved={shelf.saved} onChange={take} />
        <ScheduleShelf shelf={shelf} compared={compared} onCompare={setCompared} schedule={schedule} table={table} onOpen={take} undo={edited.undo} />
        {edited.problem ? <Status tone="bad">{sayText(edited.problem)}</Status> : null}
        <Notes of={['schedule']} />
        <ScheduleWarnings
          schedule={schedule} table={table} prediction={objective.prediction}
          trained={trained ? { schedule: training, table: trained } : null}
          onRemedy={remedy}
        />
        <ScheduleSettings schedule={schedule} detached={trained !== null} onChange={change} />
        <ScheduleFormulas schedule={schedule} />
        <OwnSchedule detached={detached} target={edited.target} onChange={(own) => { edited.detach(own); show(own ? 'sampling' : 'training'); }} />
        <ScheduleValues key={edited.target} handles={handles} onEdit={changePoints} />
      </Section>
    </div>
  );
}
