// Runs in browsers of any age, so nothing newer than ES3 may stand here. A browser that lacks what
// the pages need gets a plain page that says so instead of an empty one.
function hasStyles() {
  if (!window.CSS) return false
  if (!window.CSS.supports) return false
  return window.CSS.supports('gap', '1px')
}

function isFit() {
  if (!('noModule' in document.createElement('script'))) return false
  if (typeof Promise !== 'function') return false
  if (typeof BroadcastChannel !== 'function') return false
  if (typeof String.prototype.replaceAll !== 'function') return false
  return hasStyles()
}

function leave(own) {
  window.location.replace(own.replace('browser-floor.js', 'unsupported.html'))
}

if (!isFit()) leave(document.currentScript ? document.currentScript.src : '/browser-floor.js')
