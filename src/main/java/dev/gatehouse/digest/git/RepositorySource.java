package dev.gatehouse.digest.git;

import java.util.Optional;
import java.util.function.Function;

/** One repository as it is now. All methods throw {@link RepositoryUnavailableException}. */
interface RepositorySource {

    /** The reading may be used only while the function runs, which it may more than once. */
    <T> T read(Function<RunbookReading, T> work);

    /** Id of the object that a tag stands for, by the shortest way there is. */
    Optional<String> objectOf(String tag);
}
