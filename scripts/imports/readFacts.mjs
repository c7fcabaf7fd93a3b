/** What a TypeScript file reaches for: its imports, and the globals and programs it uses. */
import { parseSync, Visitor } from 'vite'

/** Globals that make a result depend on the moment or on chance. */
const AMBIENT_OBJECTS = new Set(['performance', 'process', 'crypto'])
const AMBIENT_MEMBERS = new Set(['Date.now', 'Math.random'])
const STARTERS = new Set(['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync'])

/**
 * @typedef {{ line: number, name: string }} Use
 * @typedef {{ imports: Use[], ambient: Use[], started: Use[], problem: string | null }} Facts
 *   `imports`: every module named by import, export, import(), require() or a type; `ambient`: uses of the clock,
 *   of chance and of the process; `started`: programs started by a literal name
 */

/**
 * Reads a file's facts with a real parser, types included.
 * @param {string} path decides between TypeScript and TSX
 * @param {string} source
 * @returns {Facts}
 */
export function readFacts(path, source) {
  const { program, errors } = parseSync(path, source)
  const facts = { imports: [], ambient: [], started: [], problem: errors[0]?.message ?? null }
  const declared = new Set()
  const lineOf = lineFinder(source)
  const addImport = (node) => {
    const name = literal(node)
    if (name !== null) facts.imports.push({ line: lineOf(node.start), name })
  }
  const addAmbient = (node, name) => facts.ambient.push({ line: lineOf(node.start), name })
  const declare = (pattern) => pattern?.type === 'Identifier' && declared.add(pattern.name)
  const visitFunction = (node) => {
    declare(node.id)
    for (const parameter of node.params) declare(parameter)
  }

  new Visitor({
    ImportDeclaration: (node) => {
      addImport(node.source)
      for (const specifier of node.specifiers) declare(specifier.local)
    },
    ExportAllDeclaration: (node) => addImport(node.source),
    ExportNamedDeclaration: (node) => addImport(node.source),
    ImportExpression: (node) => addImport(node.source),
    TSImportType: (node) => addImport(node.source ?? node.argument),
    TSExternalModuleReference: (node) => addImport(node.expression),
    VariableDeclarator: (node) => declare(node.id),
    FunctionDeclaration: visitFunction,
    FunctionExpression: visitFunction,
    ArrowFunctionExpression: visitFunction,
    NewExpression: (node) => {
      if (node.callee.name === 'Date' && node.arguments.length === 0) addAmbient(node, 'new Date()')
    },
    MemberExpression: (node) => {
      if (node.object.type !== 'Identifier') return
      const name = `${node.object.name}.${node.property.name}`
      if (AMBIENT_MEMBERS.has(name) || AMBIENT_OBJECTS.has(node.object.name)) addAmbient(node, name)
    },
    CallExpression: (node) => {
      const callee = node.callee
      if (callee.name === 'Date') addAmbient(node, 'Date()')
      if (callee.name === 'require' || isRequireResolve(callee)) addImport(node.arguments[0])
      const starter = callee.name ?? callee.property?.name
      const program = literal(node.arguments[0])
      if (STARTERS.has(starter) && program !== null)
        facts.started.push({ line: lineOf(node.start), name: program })
    },
  }).visit(program)

  // A parameter or variable of our own may well be called `process`.
  facts.ambient = facts.ambient.filter((use) => !declared.has(use.name.split('.')[0]))
  return facts
}

const isRequireResolve = (callee) =>
  callee.type === 'MemberExpression' && callee.object.name === 'require' && callee.property.name === 'resolve'

/** The text of a string literal or of a template without parts to fill in; otherwise `null`. */
function literal(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TSLiteralType') return literal(node.literal)
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked
  return null
}

/** Turns offsets, in any order, into line numbers from 1. */
function lineFinder(source) {
  return (offset) => {
    let line = 1
    for (let at = source.indexOf('\n'); at !== -1 && at < offset; at = source.indexOf('\n', at + 1)) line++
    return line
  }
}
