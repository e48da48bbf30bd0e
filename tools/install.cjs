'use strict'

// Completes node_modules from the lockfile. Syntax of Node 12, no package: see launch.cjs.

const { spawn } = require('child_process')
const fs = require('fs')
const path = require('path')

const LOCK_POLL_MS = 500
const NPM_ARGUMENTS = [
  'ci',
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
]
const NODE_PACKAGE = 'node-linux-' + process.arch

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (_error) {
    return undefined
  }
}

function lockedPackages(root) {
  return readJson(path.join(root, 'package-lock.json')).packages
}

/** What npm itself wrote down when it last finished; absent after an interrupted install. */
function installedPackages(root) {
  const hidden = readJson(path.join(root, 'node_modules', '.package-lock.json'))
  return (hidden && hidden.packages) || {}
}

function same(locked, installed) {
  return (
    locked !== undefined &&
    installed !== undefined &&
    locked.version === installed.version &&
    locked.integrity === installed.integrity
  )
}

function isCurrent(root) {
  const locked = lockedPackages(root)
  const installed = installedPackages(root)
  return (
    Object.keys(locked)
      .filter(function (name) {
        return name.indexOf('node_modules/') >= 0
      })
      .every(function (name) {
        return installed[name] ? same(locked[name], installed[name]) : locked[name].optional
      }) &&
    Object.keys(installed).every(function (name) {
      return locked[name] !== undefined
    }) &&
    missingParts(root).length === 0
  )
}

function readMusl() {
  try {
    const isThere = fs.readdirSync('/lib').some(function (name) {
      return name.indexOf('ld-musl-') === 0
    })
    // A Linux with glibc may have musl beside it; this report is slow.
    return isThere && !process.report.getReport().header.glibcVersionRuntime
  } catch (_error) {
    return false
  }
}

let musl

/** True when our own Node is built for musl, as on Alpine. */
function usesMusl() {
  musl = musl === undefined ? readMusl() : musl
  return musl
}

/** True for a package made for this kind of machine that the registry is known to serve. */
function isForThisMachine(entry) {
  function accepts(list, value) {
    return !list || [].concat(list).indexOf(value) >= 0
  }
  return (
    Boolean(entry.os && entry.cpu && entry.integrity) &&
    accepts(entry.os, process.platform) &&
    accepts(entry.cpu, process.arch) &&
    accepts(entry.libc, usesMusl() ? 'musl' : 'glibc')
  )
}

/** npm leaves out optional packages without a word; those made for this machine are needed. */
function missingParts(root) {
  const locked = lockedPackages(root)
  const installed = installedPackages(root)
  return Object.keys(locked).filter(function (name) {
    return !installed[name] && isForThisMachine(locked[name])
  })
}

/** Our own Node serves when it strips types by itself. */
function nodeFits() {
  const v = process.versions.node.split('.').map(Number)
  return v[0] > 23 || (v[0] === 23 && v[1] >= 6) || (v[0] === 22 && v[1] >= 18)
}

function packagedNode(root) {
  return path.join(root, 'node_modules', NODE_PACKAGE, 'bin', 'node')
}

/** The Node that runs everything after the launcher. */
function suitableNode(root) {
  return nodeFits() ? process.execPath : packagedNode(root)
}

function npmProgram() {
  const candidates = [
    process.env.npm_execpath,
    path.join(path.dirname(process.execPath), 'npm'),
    path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
  ].concat(
    (process.env.PATH || '').split(path.delimiter).map(function (folder) {
      return path.join(folder, 'npm')
    }),
  )
  for (const candidate of candidates) {
    if (candidate && fs.existsSync(candidate)) {
      const real = fs.realpathSync(candidate)
      if (path.basename(real) === 'npm-cli.js') {
        return real
      }
    }
  }
  throw new Error('npm was not found: install it beside Node.js (it comes with it).')
}

function npmCi(node, folder, stop, lock) {
  return new Promise(function (resolve, reject) {
    const npm = spawn(node, [npmProgram()].concat(NPM_ARGUMENTS), {
      cwd: folder,
      // Answers go to standard output, which belongs to the task.
      stdio: ['ignore', 2, 2],
    })
    // Should we be killed, the next start waits for this npm instead of working beside it.
    fs.writeFileSync(lock, process.pid + ' ' + npm.pid)
    stop.action = function () {
      // npm would roll back for half a minute; the next start repairs whatever it leaves.
      npm.kill('SIGKILL')
    }
    npm.on('error', reject)
    npm.on('exit', function (code, signal) {
      if (code === 0) {
        resolve()
      } else {
        reject(new Error('npm ci ' + (signal ? 'was stopped' : 'failed') + ' in ' + folder + '.'))
      }
    })
  })
}

/**
 * Fetches only the packaged Node, with the hash that the lockfile demands. The real install must
 * run on it: npm leaves out every optional package whose `engines` refuse the Node that runs npm.
 */
function fetchNode(root, stop, lock) {
  const name = 'node_modules/' + NODE_PACKAGE
  const locked = lockedPackages(root)[name]
  if (process.platform !== 'linux' || !locked) {
    throw new Error(
      'Node.js 22.18 or newer is needed on this platform (24 LTS is best); this is ' +
        process.versions.node + '.',
    )
  }
  const folder = path.join(root, '.anyuan', 'node')
  const manifest = { name: 'node-for-anyuan', version: '1.0.0', private: true, dependencies: {} }
  manifest.dependencies[NODE_PACKAGE] = locked.version
  const packages = { '': manifest }
  packages[name] = Object.assign({}, locked, { optional: undefined })
  const lockfile = { name: manifest.name, version: '1.0.0', lockfileVersion: 3, packages: packages }
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
  fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lockfile))
  return npmCi(process.execPath, folder, stop, lock).then(function () {
    return packagedNode(folder)
  })
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The processes that a lock file names: a launcher and, while it runs, its npm. */
function lockOwners(file) {
  try {
    return fs.readFileSync(file, 'utf8').split(' ').map(Number)
  } catch (_error) {
    return []
  }
}

function isAbandoned(owners) {
  // A file without a number was just made and gets it in this moment.
  return owners.length > 0 && owners[0] > 0 && !owners.some(isAlive)
}

/** Removes the lock of dead owners, unless somebody was quicker and the lock is his by now. */
function removeAbandonedLock(file) {
  if (!isAbandoned(lockOwners(file))) {
    return
  }
  const taken = file + '.' + process.pid
  try {
    fs.renameSync(file, taken)
    if (!isAbandoned(lockOwners(taken))) {
      fs.linkSync(taken, file)
    }
    fs.unlinkSync(taken)
  } catch (_error) {
    // Another start removed it first.
  }
}

function tryLock(file) {
  removeAbandonedLock(file)
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error
    }
    return false
  }
}

function takeLock(file) {
  return new Promise(function (resolve, reject) {
    let told = false
    function attempt() {
      try {
        if (tryLock(file)) {
          resolve()
          return
        }
      } catch (error) {
        reject(error)
        return
      }
      if (!told) {
        told = true
        process.stderr.write('Waiting for another installation here (' + file + ') …\n')
      }
      setTimeout(attempt, LOCK_POLL_MS)
    }
    attempt()
  })
}

function installAll(root, stop, lock) {
  process.stderr.write('Installing packages; this takes about a minute …\n正在安装依赖，约需一分钟…\n')
  const staged = nodeFits() ? Promise.resolve(process.execPath) : fetchNode(root, stop, lock)
  return staged
    .then(function (node) {
      return npmCi(node, root, stop, lock)
    })
    .then(function () {
      fs.rmSync(path.join(root, '.anyuan', 'node'), { recursive: true, force: true })
      const missing = missingParts(root)
      if (missing.length > 0) {
        throw new Error(
          'npm left out what this machine needs: ' + missing.join(', ') +
            '. Check the registry and the setting "omit", then start again.',
        )
      }
    })
}

/** Makes node_modules equal to the lockfile; one process at a time does it. */
function ensureInstalled(root, stop) {
  if (isCurrent(root)) {
    return Promise.resolve()
  }
  const folder = path.join(root, '.anyuan')
  const lock = path.join(folder, 'install.lock')
  fs.mkdirSync(folder, { recursive: true })
  return takeLock(lock).then(function () {
    function unlock() {
      fs.rmSync(lock, { force: true })
    }
    process.on('exit', unlock)
    const work = isCurrent(root) ? Promise.resolve() : installAll(root, stop, lock)
    return work.then(unlock, function (error) {
      unlock()
      throw error
    })
  })
}

module.exports = {
  ensureInstalled: ensureInstalled,
  suitableNode: suitableNode,
  isCurrent: isCurrent,
  usesMusl: usesMusl,
}
