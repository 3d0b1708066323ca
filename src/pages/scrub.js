// Runs before anything else on callback/: takes the reply out of the address bar and the history entry.
// The origin is named, because a path that begins with "//" would be read as another host.
// A classic script, because a module would run only after every other script of the page.
(() => {
  const reply = location.href;
  history.replaceState(null, '', location.origin + location.pathname);
  globalThis.singletReply = reply;
})();
