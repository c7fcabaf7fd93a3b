/** Removes project p1 of a library and says so; killed by its test, or ends in order when it is asked to. */
import { unwrap } from '#core/problem.ts'
import { createServices } from '#main/services.ts'

const services = unwrap(createServices({ libraryPath: process.argv[2]!, host: 'cli' }))
unwrap(services.projects.remove('p1'))
console.log('removed')
const stay = setInterval(() => {}, 1000)
process.once('SIGTERM', () => {
  clearInterval(stay)
  void services.close()
})
