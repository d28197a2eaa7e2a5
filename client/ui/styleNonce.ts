/** The server's nonce of this very page. Whatever writes a `<style>` must carry it, or the policy blocks it. */
export const styleNonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
