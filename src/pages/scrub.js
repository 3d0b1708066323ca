// Runs before anything else on callback/: takes the reply out of the address bar and the history entry.
// A classic script, because a module would run only after every other script of the page.
(() => {
  const reply = location.href;
  history.replaceState(null, '', location.pathname);
  globalThis.singletReply = reply;
})();
