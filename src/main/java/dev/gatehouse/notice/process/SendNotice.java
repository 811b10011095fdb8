package dev.gatehouse.notice.process;

import dev.gatehouse.notice.MailServer;
import dev.gatehouse.notice.Notice;
import dev.gatehouse.notice.NoticeState;
import dev.gatehouse.notice.Notices;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails one notice, once however often the job is run, and enters it in the ledger with the end of the job. */
@Component("sendNotice")
class SendNotice implements JavaDelegate {
    private final Notices notices;
    private final MailServer mail;
    private final NoticeDelivery delivery;

    SendNotice(Notices notices, MailServer mail, NoticeDelivery delivery) {
        this.notices = notices;
        this.mail = mail;
        this.delivery = delivery;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long noticeId = (Long) execution.getVariable(NoticeDelivery.NOTICE_ID);
        Notice notice =
                notices.find(noticeId).orElseThrow(() -> new IllegalStateException("there is no notice " + noticeId));
        if (notice.state() == NoticeState.WAITING) {
            String address = delivery.addressOf(notice.to())
                    .orElseThrow(() -> new IllegalStateException(notice.to() + " has no e-mail address any more"));
            mail.send(notice, address);
            notices.keepMailed(noticeId);
        }
        notices.enterMailed(notice);
    }
}
