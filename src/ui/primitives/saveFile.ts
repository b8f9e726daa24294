/** Gives the person a file to keep; it is made in the page and goes nowhere else. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes hold of it after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
