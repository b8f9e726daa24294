// `npm run -s cli -- …`: bundles src/cli.ts where it changed and runs it in this process, so that arguments, streams,
// signals and the exit status are its own.
import { bundled } from './bundle.mjs';

process.setSourceMapsEnabled(true);
await import(await bundled('src/cli.ts'));
