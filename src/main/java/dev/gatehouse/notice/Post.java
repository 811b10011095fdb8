package dev.gatehouse.notice;

/** How notices leave the building. */
public interface Post {
    /** Whether a mail server is configured. */
    boolean delivers();

    /** Whether this person's notices can be mailed: a mail server is configured and the person has an address. */
    boolean reaches(String person);

    /** Sees to it, in the caller's transaction, that the notice is mailed soon after the commit, and until it is. */
    void take(Notice notice);
}
