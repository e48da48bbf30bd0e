#!/usr/bin/env node
'use strict'

// The command line `npx anyuan …`, with the same launcher behind it.
require('./launch.cjs').main('cli', process.argv.slice(2))
