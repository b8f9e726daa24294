/** Whether the page has greeted on this machine before. Storage may be forbidden; then it greets each time. */
const key = 'diffusion-playground.welcomed';

export function wasWelcomed(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

export function rememberWelcome(): void {
  try {
    localStorage.setItem(key, 'yes');
  } catch {
    return;
  }
}
