'use strict'

// The first thing that runs on a fresh machine, on whatever Node is there: syntax of Node 12, no
// package. It completes node_modules when they differ from the lockfile, finds a Node that runs
// TypeScript, and hands over to tools/main.ts.

const { spawn } = require('child_process')
const fs = require('fs')
const path = require('path')
const install = require('./install.cjs')

const ROOT = path.resolve(__dirname, '..')
const OLDEST_NODE = 18
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']
const PARENT_CHECK_MS = 500

function fail(lines) {
  process.stderr.write(lines.join('\n') + '\n')
  process.exit(1)
}

function refuseUnsupported() {
  const musl = process.platform === 'linux' && install.usesMusl()
  const platform = process.platform + '-' + process.arch + (musl ? ' (musl)' : '')
  if (PLATFORMS.indexOf(platform) < 0) {
    const windows = process.platform === 'win32'
    fail([
      'Anyuan does not run on ' + platform + ' yet; it runs on: ' + PLATFORMS.join(', ') + '. ' +
        (windows
          ? 'Install the Windows Subsystem for Linux (wsl --install) and Node.js 24 in it.'
          : 'Install Debian, Ubuntu or another Linux with glibc, and Node.js 24 on it.'),
      '安园尚不支持 ' + platform + '；支持的平台：' + PLATFORMS.join('、') + '。' +
        (windows
          ? '请先安装 Windows 的 Linux 子系统（wsl --install），再在其中安装 Node.js 24。'
          : '请换用 Debian、Ubuntu 等采用 glibc 的 Linux，并安装 Node.js 24。'),
    ])
  }
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    fail([
      'Anyuan needs Node.js ' + OLDEST_NODE + ' or newer (24 LTS is best); this is ' +
        process.versions.node + '. Install Node.js 24 from your system\'s packages or nodejs.org.',
      '安园需要 Node.js ' + OLDEST_NODE + ' 或更高版本（推荐 24 LTS），当前为 ' +
        process.versions.node + '，请先安装 Node.js 24。',
    ])
  }
}

/** Ctrl-C reaches us as one of the group and again through npm: everything here may repeat. */
function onStop(action) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, function () {
      action(signal)
    })
  }
  const parent = process.ppid
  setInterval(function () {
    // npm or its shell was killed, so nobody will pass a signal on.
    if (process.ppid !== parent) {
      action('SIGTERM')
    }
  }, PARENT_CHECK_MS).unref()
}

function handOver(node, task, parameters, stop) {
  // The chosen Node comes first: npm may leave out its link, or link another one, in .bin.
  const programs = [path.dirname(node), path.join(ROOT, 'node_modules', '.bin'), process.env.PATH]
  const child = spawn(
    node,
    ['--disable-warning=ExperimentalWarning', path.join(__dirname, 'main.ts'), task].concat(
      parameters,
    ),
    {
      stdio: [task === 'cli' ? 'inherit' : 'ignore', 'inherit', 'inherit', 'ipc'],
      env: Object.assign({}, process.env, { PATH: programs.join(path.delimiter) }),
    },
  )
  stop.action = function (signal) {
    child.kill(signal)
  }
  child.on('error', function (error) {
    fail(['Could not start ' + node + ': ' + error.message])
  })
  child.on('exit', function (code, signal) {
    const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }
    process.exit(signal ? 128 + (numbers[signal] || 0) : code)
  })
}

function main(task, parameters) {
  refuseUnsupported()
  if (!fs.existsSync(path.join(ROOT, 'package-lock.json'))) {
    fail(['package-lock.json is missing beside package.json: is this a complete clone?'])
  }
  const stop = {
    action: function () {
      process.exit(130)
    },
  }
  onStop(function (signal) {
    stop.action(signal)
  })
  install.ensureInstalled(ROOT, stop).then(
    function () {
      handOver(install.suitableNode(ROOT), task, parameters, stop)
    },
    function (error) {
      fail([error.message])
    },
  )
}

module.exports = { main: main }

if (require.main === module) {
  main(process.argv[2] || 'start', process.argv.slice(3))
}
