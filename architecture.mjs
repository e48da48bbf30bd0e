/**
 * The module graph as data: the only place where an edge is granted.
 *
 * `tools/graph/check.ts` reads it on every run, `tools/schema-lint.ts` takes its table lists from it.
 * A new edge is a change of architecture: one line here, with a sentence why, reviewed as such.
 *
 * @typedef {object} Architecture
 * @property {Record<string, string[]>} mayUse module → modules whose front doors it may use
 * @property {{ server: string[], browser: string[], contract: string[] }} frontDoors paths inside a
 *   module that other modules may import; a trailing slash means the whole folder
 * @property {string[]} browserFolders folders of a module that run in the browser
 * @property {string[]} catalogueFolders folders of a module that hold its texts
 * @property {{ ui: string[], contract: string[] }} platformFloors what the two floors of `platform`
 *   that reach the browser may import inside `platform`
 * @property {string[]} purePackages npm packages without I/O, usable in contracts and rules
 * @property {string[]} platformClosed files and folders of platform that no module may use
 * @property {Record<string, string[]>} packageHomes npm packages with power → where they may be used
 * @property {string[]} virtualModules specifiers that the bundler supplies
 * @property {string[]} domainWords words of the trade, which `platform` must not know
 * @property {Record<string, string[]>} domainWordsKnown file → words that it may know all the same
 * @property {Record<string, string>} languageReaders folder or file whose code reads what people
 *   write, and so must know their words → what it reads
 * @property {number} modulesReadMin the checker fails when it read fewer files than this
 * @property {SchemaRules} schema what the schema lint must know about the database
 *
 * @typedef {object} SchemaRules
 * @property {string} applicationRole the role under which requests and jobs run; it owns nothing
 * @property {Record<string, string>} foreignSchemas PostgreSQL schema that is not ours → whose
 * @property {Record<string, string>} referenceTables table → why it is the same for every county
 * @property {Record<string, string>} localTables table → why it stays on the coordinator
 * @property {Record<string, string>} countyTables table that lies with its county but has no scope
 *   of its own → why nobody needs protection from its rows
 * @property {Record<string, string>} appendOnlyTables table → why its rows may never change
 * @property {Record<string, string>} keyedTables table without an index by area → by what its rows
 *   are read instead; such an index would cost every record more than all its other indexes
 * @property {Record<string, string>} unaudited table, or `file#function` → why what it writes needs
 *   no audit entry
 * @property {Record<string, string>} definerFunctions security-definer function → why it is needed
 */

/** @type {Architecture} */
export const architecture = {
  mayUse: {
    identity: [],
    schools: ['identity'],
    duty: ['identity', 'schools'],
    // Reads the published views of all modules below it; it never writes to their tables.
    statistics: ['identity', 'schools', 'duty'],
  },

  frontDoors: {
    server: ['index.ts', 'events.ts', 'contract/'],
    browser: ['web/index.ts', 'contract/'],
    contract: ['contract/'],
  },

  browserFolders: ['web', 'mobile'],
  catalogueFolders: ['locales'],

  platformFloors: {
    ui: ['ui', 'contract'],
    contract: ['contract'],
  },

  // Who holds these could ask without a scope.
  platformClosed: [
    'backup/',
    'database/migrate.ts',
    'database/open-database.ts',
    'database/pool.ts',
    'database/single-connection.ts',
    'embedded-postgres/',
  ],

  purePackages: ['zod'],

  packageHomes: {
    // An unbound connection must not be importable by a module.
    pg: ['src/platform/'],
    'pg-boss': ['src/platform/jobs/'],
    fastify: ['src/platform/', 'src/app/'],
    docx: ['engines/official-document/'],
    '@myriaddreamin/typst-ts-node-compiler': ['engines/official-document/'],
  },

  virtualModules: ['virtual:pwa-register', 'virtual:pwa-register/react'],

  domainWords: [
    'alarm',
    'campus',
    'cadre',
    'camera',
    'duty',
    'hazard',
    'inspection',
    'officer',
    'pupil',
    'roster',
    'school',
    'student',
    'teacher',
    'volunteer',
  ],

  domainWordsKnown: {
    // The classes of rows are the ground's own vocabulary: row security is made of them.
    'src/platform/contract/row-class.ts': ['school'],
    // The colour that nothing else may wear.
    'src/platform/ui/theme/tokens.ts': ['alarm'],
    'src/platform/ui/theme/theme-css.ts': ['alarm'],
  },

  languageReaders: {
    'engines/official-document/findings/': 'the text of papers, for findings about it',
    'src/platform/spreadsheet/cells/': 'what clerks type into cells',
    'src/platform/spreadsheet/recognition/': 'titles, headers, totals and signature rows',
  },

  modulesReadMin: 300,

  schema: {
    applicationRole: 'anyuan_app',
    foreignSchemas: {
      public: 'extensions only',
      anyuan_migration: "Kysely's list of what has run",
      pgboss: 'the job queue',
    },
    referenceTables: {
      'identity.area': 'the territory tree, small and the same everywhere',
      'statistics.formula': 'the queries of the product itself, the same everywhere',
    },
    localTables: {
      'platform.outbox': 'a queue, claimed with skip locked',
      'statistics.stale_day': 'a queue, drained by a job',
      'identity.account': 'looked up by login name before any scope is known',
      'identity.session': 'looked up by token before any scope is known',
      'identity.invitation': 'looked up by token before any scope is known',
      'identity.sign_in_source': 'counts failures of a network address, which has no county',
    },
    countyTables: {
      'platform.chain_head': 'a counter and a hash for each county, no content',
    },
    appendOnlyTables: {
      'identity.audit_entry': 'the hash chain covers it',
      'statistics.formula': 'a version names one text for ever',
    },
    keyedTables: {
      'duty.check_in': 'read by shift, post, person or what is still to be decided',
      'duty.check_in_position': 'read by its check-in, deleted by its day',
    },
    unaudited: {
      'identity.audit_entry': 'is the trail',
      'identity.sign_in_source': 'counts failures; the refused sign-in itself is in the trail',
      'src/modules/identity/server/session/session-cache.ts#createSessions': 'as findAndNote',
      'src/modules/identity/server/session/session-cache.ts#findAndNote':
        'when a session was last seen',
      'duty.notice': 'tells what an audited act did',
      'duty.shift_state': 'derived from audited check-ins, rebuilt at will',
      'statistics.day_rollup': 'derived, rebuilt at will',
      'statistics.day_total': 'derived, rebuilt at will',
      'statistics.place_days': 'derived, rebuilt at will',
      'statistics.formula': 'kept beside the report whose making is in the trail',
      'statistics.rolled_day': 'says which days have been summed',
      'statistics.stale_day': 'a queue',
    },
    definerFunctions: {
      'duty.person_shifts': 'shifts of visible people elsewhere: nobody is planned for two gates',
      'duty.people_asked': 'who of visible people is asked to a gate already, wherever it lies',
      'duty.person_absences': 'when visible people are away, never why, wherever they belong',
      'duty.acting_people': 'names of those who serve a visible shift, wherever they belong',
      'identity.lending_agency': 'the name of the agency that lends a person, wherever it lies',
      'identity.people_everywhere': 'an id is one person and one account in all counties',
      'identity.place_was_used': 'whether a place may be taken out: every class of row counts',
      'identity.roles_of_person': 'separation of administrators looks beyond the scope',
      'identity.search_people': 'search by letters; it names scope and class itself',
      'platform.migration_names': 'names of migrations for backups, from a schema of the migrator',
      'schools.find_schools': 'search by letters: LIKE under row security loses its index',
      'schools.person_cards': 'names of those who act at a visible school, wherever they belong',
    },
  },
}
