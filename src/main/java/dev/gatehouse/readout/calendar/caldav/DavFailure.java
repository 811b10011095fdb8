package dev.gatehouse.readout.calendar.caldav;

/** The server did not do as it should. Its message is half a sentence that goes on from "the server". */
final class DavFailure extends Exception {
    private static final long serialVersionUID = 1L;

    DavFailure(String message) {
        super(message);
    }
}
