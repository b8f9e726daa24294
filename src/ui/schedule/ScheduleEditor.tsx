import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { firstPreset, preset } from '../../recipe/presets.ts';
import type { ControlPoint, ScheduleRecipe } from '../../recipe/recipe.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Notes } from '../controls/Notes.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { Section } from '../primitives/Section.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { Status } from '../primitives/Status.tsx';
import { balanceOf, type Balance } from './balance.ts';
import { BalanceBar } from './BalanceBar.tsx';
import type { Space } from './controlPoints.ts';
import { handDrawn, handlesOf } from './handles.ts';
import { OverlayLegend } from './OverlayCurves.tsx';
import { overlaysOf, type Compared } from './overlays.ts';
import { OwnSchedule } from './OwnSchedule.tsx';
import { PointTools } from './PointTools.tsx';
import { PresetPicker } from './PresetPicker.tsx';
import type { Remedy } from './remedies.ts';
import { ScheduleFormulas } from './ScheduleFormulas.tsx';
import { ScheduleSettings } from './ScheduleSettings.tsx';
import { ScheduleShelf } from './ScheduleShelf.tsx';
import { ScheduleValues } from './ScheduleValues.tsx';
import { ScheduleWarnings } from './ScheduleWarnings.tsx';
import { pathNote, seenLevels } from './seenLevels.ts';
import { TimeStack } from './TimeStack.tsx';
import { useEditedSchedule, type Target } from './useEditedSchedule.ts';
import { useSavedSchedules } from './useSavedSchedules.ts';
import { isLevelView, VIEW_NAMES, VIEWS, type ViewName } from './views.ts';
import styles from './ScheduleEditor.module.css';

const TARGETS = [
  { value: 'training', label: 'Training', title: 'The curve that the model is trained with' },
  { value: 'sampling', label: 'Sampling', title: 'The curve that samples are made with' },
] as const;

/** Draw the noise schedule by hand: curve, points, presets, text, and the data as it drowns in noise. */
export function ScheduleEditor() {
  const store = usePlaygroundStore();
  const [target, setTarget] = useState<Target>('training');
  const [view, setView] = useState<ViewName>('log-snr');
  const [selected, setSelected] = useState<number | null>(null);
  const [before, setBefore] = useState<Balance | null>(null);
  const changing = useRef(false);
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
  const note = pathNote(training, trained !== null);
  const balance = balanceOf(table);
  const change = (next: ScheduleRecipe, commit: boolean) => {
    if (!changing.current) setBefore(balance);
    changing.current = !commit;
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
    setSelected(null);
    setBefore(null);
  };
  const reset = () => {
    setSelected(null);
    change(trained ? training : preset(firstPreset).schedule, true);
  };
  const take = (next: ScheduleRecipe) => { setSelected(null); change(next, true); };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement && event.target.type === 'text') return;
    const key = event.key.toLowerCase();
    const step = key === 'y' || (key === 'z' && event.shiftKey) ? edited.redo : key === 'z' ? edited.undo : undefined;
    if (step === undefined) return;
    event.preventDefault();
    step?.();
  };

  return (
    <div className={styles.editor} onKeyDown={onKeyDown}>
      <Section
        title="Noise schedule"
        hint="How fast the data drown in noise, from t = 0 (clean) to the last timestep (noise). Drag the curve: training and sampling follow at once."
        actions={(
          <>
            <IconButton icon="undo" label="Undo (Ctrl+Z)" disabled={!edited.undo} onClick={() => edited.undo?.()} />
            <IconButton icon="redo" label="Redo (Ctrl+Shift+Z)" disabled={!edited.redo} onClick={() => edited.redo?.()} />
            <IconButton icon="reset" label={trained ? 'Back to the trained curve' : 'Back to the default curve'} onClick={reset} />
          </>
        )}
      >
        {detached ? <Segmented<Target> label="Curve of" hideLabel value={edited.target} options={TARGETS} onChange={show} /> : null}
        <div className={styles.toolbar}>
          <div className={styles.views}>
            <Segmented<ViewName>
              label="Show" hideLabel value={view} onChange={setView}
              options={VIEW_NAMES.map((name) => ({ value: name, label: VIEWS[name].label, title: VIEWS[name].hint }))}
            />
            <Hint label={VIEWS[view].label} text={VIEWS[view].hint} />
          </div>
          <PointTools
            handles={handles} alphasCumprod={table.alphasCumprod} selected={selected} editable={isLevelView(view)}
            onEdit={(next) => { setSelected(next.index); changePoints(handles.space, next.points, true); }}
          />
        </div>
        <div>
          <OverlayLegend overlays={overlays} />
          <TimeStack
            schedule={schedule} objective={trained ? null : objective}
            view={view} table={table} seen={seen} reference={trained} overlays={overlays} handles={handles}
            selected={selected} onSelect={setSelected} onEdit={(points, commit) => changePoints(handles.space, points, commit)}
          />
          {note ? <p className={styles.note}>{note}</p> : null}
        </div>
        <BalanceBar balance={balance} before={before} />
        <PresetPicker schedule={schedule} table={table} saved={shelf.saved} onChange={take} />
        <ScheduleShelf shelf={shelf} compared={compared} onCompare={setCompared} schedule={schedule} table={table} onOpen={take} undo={edited.undo} />
        {edited.problem ? <Status tone="bad">{edited.problem}</Status> : null}
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
