package dev.gatehouse.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice for one person.
 *
 * @param key what it is about within its case
 * @param to the person's id
 * @param at when it was announced
 * @param mailedAt when the mail server took it; null otherwise
 */
public record Notice(
        long noticeId,
        String caseId,
        String key,
        String to,
        String subject,
        String text,
        NoticeState state,
        Instant at,
        @Nullable Instant mailedAt) {}
