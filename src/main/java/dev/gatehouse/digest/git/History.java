package dev.gatehouse.digest.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** A commit and everything that it was made from. */
final class History {
    private final Map<ObjectId, Integer> numbers = new HashMap<>();
    private final List<int[]> parents = new ArrayList<>();

    private History() {}

    static History of(Repository repository, ObjectId commit) throws IOException {
        History history = new History();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(commit));
            List<RevCommit> commits = new ArrayList<>();
            for (RevCommit one : walk) {
                history.numbers.put(one.copy(), commits.size());
                commits.add(one);
            }
            for (RevCommit one : commits) {
                history.parents.add(history.numbersOf(one.getParents()));
            }
        }
        return history;
    }

    private int[] numbersOf(RevCommit[] commits) {
        int[] found = new int[commits.length];
        for (int i = 0; i < commits.length; i++) {
            found[i] = numberOf(commits[i]);
        }
        return found;
    }

    private int numberOf(ObjectId commit) {
        Integer number = numbers.get(commit);
        if (number == null) {
            throw new IllegalArgumentException(commit.name() + " is not in this history");
        }
        return number;
    }

    int size() {
        return parents.size();
    }

    boolean contains(ObjectId commit) {
        return numbers.containsKey(commit);
    }

    /** How many commits one of this history has behind it, itself included. */
    int position(ObjectId commit) {
        return behind(commit).cardinality();
    }

    /** Whether one commit was made from another; a commit is not its own ancestor. */
    boolean isAncestor(ObjectId ancestor, ObjectId commit) {
        return contains(ancestor)
                && contains(commit)
                && !ancestor.equals(commit)
                && behind(commit).get(numberOf(ancestor));
    }

    private BitSet behind(ObjectId commit) {
        BitSet seen = new BitSet(size());
        int[] waiting = new int[size()];
        int count = 0;
        int start = numberOf(commit);
        seen.set(start);
        waiting[count++] = start;
        while (count > 0) {
            for (int parent : parents.get(waiting[--count])) {
                if (!seen.get(parent)) {
                    seen.set(parent);
                    waiting[count++] = parent;
                }
            }
        }
        return seen;
    }
}
