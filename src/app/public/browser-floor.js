// Runs in browsers of any age, so nothing newer than ES3 may stand here. A browser that lacks what
// the pages need gets a plain page that says so instead of an empty one.
;(() => {
  var script = document.createElement('script')
  var styles = window.CSS && window.CSS.supports
  var fit =
    'noModule' in script &&
    typeof Promise === 'function' &&
    typeof BigInt === 'function' &&
    typeof BroadcastChannel === 'function' &&
    typeof String.prototype.replaceAll === 'function' &&
    styles &&
    window.CSS.supports('gap', '1px')
  if (fit) return
  var own = document.currentScript ? document.currentScript.src : '/browser-floor.js'
  window.location.replace(own.replace('browser-floor.js', 'unsupported.html'))
})()
