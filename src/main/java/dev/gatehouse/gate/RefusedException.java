package dev.gatehouse.gate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Somebody asked for what they may not have, or for what is no longer so; the sentence is meant for them. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which kind of refusal; each door maps it to its own status (HTTP status in brackets). */
    public enum Kind {
        /** The input says something that no decision could mean (400). */
        INVALID(400),
        /** Not this person (403). */
        FORBIDDEN(403),
        /** There is no such thing (404). */
        UNKNOWN(404),
        /** Something else came first (409). */
        CONFLICT(409),
        /** It was there and is over (410). */
        GONE(410);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String code;
    private final String sentence;
    private final TreeMap<String, String> facts;

    public RefusedException(Kind kind, String code, String sentence) {
        this(kind, code, sentence, Map.of());
    }

    /** @param facts what the sentence says in words, for programs: times as RFC 3339 has them, ids */
    public RefusedException(Kind kind, String code, String sentence, Map<String, String> facts) {
        super(sentence);
        this.kind = kind;
        this.code = code;
        this.sentence = sentence;
        this.facts = new TreeMap<>(facts);
    }

    public Kind kind() {
        return kind;
    }

    /** What the person is told. */
    public String sentence() {
        return sentence;
    }

    /** A stable word for machines, such as {@code hash-differs}. */
    public String code() {
        return code;
    }

    /** What a program may want to know of it, by name; often nothing. */
    public Map<String, String> facts() {
        return Collections.unmodifiableMap(facts);
    }
}
