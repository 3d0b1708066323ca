// Pins the chosen theme before the first paint. A file of its own, because the policy allows no inline script.
try {
  const key = `singlet:${new URL('./', document.currentScript.src).pathname}:theme`;
  const theme = localStorage.getItem(key);
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme it is.
}
