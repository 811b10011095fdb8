package dev.gatehouse.notice.process;

import dev.gatehouse.notice.Invitation;
import dev.gatehouse.notice.MailServer;
import dev.gatehouse.notice.Notice;
import dev.gatehouse.notice.NoticeState;
import dev.gatehouse.notice.Notices;
import dev.gatehouse.people.Directory;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails one notice, once however often the job is run, and enters it in the ledger with the end of the job. */
@Component("sendNotice")
class SendNotice implements JavaDelegate {
    private final Notices notices;
    private final MailServer mail;
    private final Directory directory;

    SendNotice(Notices notices, MailServer mail, Directory directory) {
        this.notices = notices;
        this.mail = mail;
        this.directory = directory;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long noticeId = (Long) execution.getVariable(NoticeDelivery.NOTICE_ID);
        Notice notice =
                notices.find(noticeId).orElseThrow(() -> new IllegalStateException("there is no notice " + noticeId));
        if (notice.state() == NoticeState.WAITING) {
            mail(notice);
            notices.keepMailed(noticeId);
        }
        notices.enterMailed(notice);
    }

    private void mail(Notice notice) {
        Optional<Invitation> invitation = notices.invitation(notice.noticeId());
        if (invitation.isPresent()) {
            mail.send(notice, invitation.get());
        } else {
            mail.send(
                    notice,
                    directory
                            .addressOf(notice.to())
                            .orElseThrow(
                                    () -> new IllegalStateException(notice.to() + " has no e-mail address any more")));
        }
    }
}
