import { say } from '../../words/say.ts';
import { Status } from './Status.tsx';

/** In place of a part of the page that did not come. */
export function NotLoaded() {
  return <Status tone="bad">{say`This part of the page could not be loaded. Check the connection and reload the page.`}</Status>;
}
