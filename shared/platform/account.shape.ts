import { z } from 'zod'

/** What an account is signed in to with. The messages are keys of `shared/refusals.ts`. */
export const Email = z.email({ error: 'platform.field.email' }).max(254).toLowerCase()
/** NIST SP 800-63B 5.1.1.2: at least eight characters, long ones allowed, no rules of composition. */
export const Password = z.string().min(10, { error: 'platform.field.password' }).max(128)
