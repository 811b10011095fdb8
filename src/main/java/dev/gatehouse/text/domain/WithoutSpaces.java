package dev.gatehouse.text.domain;

/** Scripts that put no spaces between words: each character of theirs is compared as a word of its own. */
public final class WithoutSpaces {
    /** A set of characters as a regular expression. The range before them is quickly asked, the scripts are not. */
    private static final String SET =
            "[\\x{E00}-\\x{3FFFF}&&[\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]]";

    /** Regular expression of one character with the marks that belong to it. */
    public static final String CHARACTER = SET + "\\p{M}*+";

    /** Regular expression of a run of what is neither one of these characters nor white space. */
    static final String OTHERS = "[\\S&&[^" + SET + "]]+";

    private WithoutSpaces() {}
}
