package dev.gatehouse.readout.calendar.caldav;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the calendars of several people at the same time, so that one slow one costs its own time only. */
final class Everybody {
    private final ExecutorService threads;

    Everybody(ExecutorService threads) {
        this.threads = threads;
    }

    /** What is asked of one person's calendar. */
    interface Question<T> {
        List<T> ask(String person) throws DavFailure;
    }

    /**
     * One calendar's answer.
     *
     * @param failure why there is none; it goes on from "the server"
     */
    record Answer<T>(List<T> value, @Nullable String failure) {}

    /** @param patience for all together; whoever has not answered then has failed */
    <T> Map<String, Answer<T>> ask(Collection<String> people, Duration patience, Question<T> question) {
        long end = System.nanoTime() + patience.toNanos();
        Map<String, Future<List<T>>> asked = new LinkedHashMap<>();
        people.forEach(person -> asked.computeIfAbsent(person, key -> threads.submit(() -> question.ask(person))));
        Map<String, Answer<T>> answers = new LinkedHashMap<>();
        asked.forEach((person, future) -> answers.put(person, answer(future, end, patience)));
        return answers;
    }

    private static <T> Answer<T> answer(Future<List<T>> future, long end, Duration patience) {
        try {
            return new Answer<>(future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS), null);
        } catch (TimeoutException e) {
            future.cancel(true);
            return new Answer<>(List.of(), "did not answer within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer<>(List.of(), "was not waited for");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DavFailure failure) {
                return new Answer<>(List.of(), failure.getMessage());
            }
            throw new IllegalStateException("a calendar could not be asked", e.getCause());
        }
    }
}
