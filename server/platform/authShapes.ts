import { z } from 'zod'
import { Email, Password } from '#shared/platform/account.shape.ts'

const OwnPassword = z.string().min(1, { error: 'platform.field.required' }).max(128)

/** What better-auth's routes take here: strict, so that nothing else reaches it. */
export const authShapes = {
  '/sign-in/email': z.strictObject({
    email: Email,
    password: z.string().min(1, { error: 'platform.field.required' }).max(128),
    rememberMe: z.boolean().optional(),
  }),
  '/sign-out': z.strictObject({}),
  '/request-password-reset': z.strictObject({ email: Email, redirectTo: z.string().max(200).optional() }),
  '/reset-password': z.strictObject({ newPassword: Password, token: z.string().min(1).max(128) }),
  '/change-password': z.strictObject({
    newPassword: Password,
    currentPassword: z.string().min(1, { error: 'platform.field.required' }).max(128),
    revokeOtherSessions: z.literal(true).default(true),
  }),
  '/two-factor/enable': z.strictObject({ password: OwnPassword }),
  '/two-factor/disable': z.strictObject({ password: OwnPassword }),
  '/two-factor/generate-backup-codes': z.strictObject({ password: OwnPassword }),
  '/two-factor/verify-totp': z.strictObject({ code: z.string().regex(/^\d{6}$/, { error: 'members.codeWrong' }) }),
  '/two-factor/verify-backup-code': z.strictObject({ code: z.string().trim().min(1).max(32) }),
}
export type AuthPath = keyof typeof authShapes
export type AuthBody<Path extends AuthPath> = z.output<(typeof authShapes)[Path]>
