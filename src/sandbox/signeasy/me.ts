/** What /v3/me/ says of an account, with the keys of the vendor's page and of its later changes. member -> JSON. Pure. */
import type { Archive } from './archive.ts';
import type { Member } from './terms.ts';

const bit = (value: boolean) => (value ? 1 : 0);

export function meOf(member: Member, archive: Archive, now: number) {
  const [first_name = '', last_name = ''] = member.name.split(' ');
  const { available, consumed } = member.credits;
  return {
    id: Number(member.id),
    email: member.email,
    first_name,
    last_name,
    company: member.company,
    company_size: member.company_size,
    account_type: member.account_type,
    is_paid: bit(member.paid),
    status: 1,
    email_verified: bit(member.verified),
    created_time: member.since,
    modified_time: member.since + 86_400,
    last_login_time: Math.floor(now / 1000),
    subscription_expiry_time: member.paidUntil,
    is_auto_renew: bit(member.paid),
    card_brand: member.paid ? 'Visa' : null,
    referrer_code: `NM${member.id.slice(-5)}`,
    document_credits: available,
    imported_file_count: archive.originals().length,
    signed_file_count: archive.envelopes().filter(({ status }) => status === 'complete').length,
    envelope_credits_available: available,
    envelope_credits_consumed: consumed,
    grace_envelope_credits_available: 10,
    grace_envelope_credits_consumed: 0,
  };
}
