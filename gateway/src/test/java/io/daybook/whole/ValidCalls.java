package io.daybook.whole;

import java.util.List;

/** One valid call of each method, with every argument that it takes: to be spoiled one by one. */
final class ValidCalls {
    /** Method and arguments, with {@code '} for {@code "} and $names for what a test has made. */
    static final List<String> ALL =
            List.of(
                    "Core/echo {'a':1}",
                    "Mailbox/get {'ids':['$inbox'],'properties':['name']}",
                    "Mailbox/changes {'sinceState':'0','maxChanges':10}",
                    "Mailbox/query {'filter':{'operator':'AND','conditions':[{'role':'inbox',"
                            + "'name':'In','parentId':null,'hasAnyRole':true,'isSubscribed':true}]},"
                            + "'sort':[{'property':'name','isAscending':true}],'position':0,'limit':5,"
                            + "'anchor':'$inbox','anchorOffset':0,'calculateTotal':true,"
                            + "'sortAsTree':false,'filterAsTree':false}",
                    "Mailbox/set {'ifInState':null,'create':{'a':{'name':'x','parentId':'$inbox',"
                            + "'role':null,'sortOrder':1,'isSubscribed':true}},'update':{'$inbox':"
                            + "{'sortOrder':2}},'destroy':['none'],'onDestroyRemoveEmails':false}",
                    "Email/get {'ids':['$email'],'properties':['subject','header:To:asAddresses'],"
                            + "'bodyProperties':['type'],'fetchTextBodyValues':true,"
                            + "'fetchHTMLBodyValues':true,'fetchAllBodyValues':true,"
                            + "'maxBodyValueBytes':10}",
                    "Email/changes {'sinceState':'0','maxChanges':10}",
                    "Email/query {'filter':{'operator':'OR','conditions':[{'inMailbox':'$inbox',"
                            + "'inMailboxOtherThan':['$inbox'],'before':'2030-01-01T00:00:00Z',"
                            + "'after':'2001-01-01T00:00:00Z','minSize':1,'maxSize':100,"
                            + "'hasKeyword':'$seen','notKeyword':'$seen','hasAttachment':false,"
                            + "'allInThreadHaveKeyword':'a','someInThreadHaveKeyword':'a',"
                            + "'noneInThreadHaveKeyword':'a','text':'hello','from':'a','to':'b',"
                            + "'cc':'c','bcc':'d','subject':'hi','body':'h','header':['To','x']}]},"
                            + "'sort':[{'property':'hasKeyword','keyword':'$seen','isAscending':true,"
                            + "'collation':'i;ascii-casemap'}],'position':0,'anchor':'$email',"
                            + "'anchorOffset':0,'limit':5,'calculateTotal':true,"
                            + "'collapseThreads':true}",
                    "Email/set {'ifInState':null,'create':{'c':{'mailboxIds':{'$inbox':true},"
                            + "'keywords':{'$draft':true},'receivedAt':'2024-01-01T00:00:00Z',"
                            + "'from':[{'name':'A','email':'a@b.test'}],'subject':'s','messageId':"
                            + "['x@y'],'sentAt':'2024-01-01T00:00:00+01:00','header:X-A:asText':'t',"
                            + "'bodyStructure':{'type':'multipart/mixed','subParts':[{'partId':'1',"
                            + "'type':'text/plain','language':['en'],'cid':'c',"
                            + "'location':'l','name':'n','disposition':'inline'},{'blobId':'$blob',"
                            + "'type':'image/png','size':7}]},'bodyValues':{'1':{'value':'text',"
                            + "'isTruncated':false,'isEncodingProblem':false}}}},'update':{'$email':"
                            + "{'keywords/$seen':true,'mailboxIds':{'$inbox':true}}},"
                            + "'destroy':['none']}",
                    "Email/import {'ifInState':null,'emails':{'i':{'blobId':'$blob','mailboxIds':"
                            + "{'$inbox':true},'keywords':{'$seen':true},"
                            + "'receivedAt':'2024-01-01T00:00:00Z'}}}",
                    "Thread/get {'ids':['$thread'],'properties':['emailIds']}",
                    "Thread/changes {'sinceState':'0','maxChanges':10}",
                    "SearchSnippet/get {'filter':{'text':'hello'},'emailIds':['$email']}",
                    "Quota/get {'ids':null,'properties':['used']}",
                    "Email/queryChanges {'sinceQueryState':'0','filter':{'hasKeyword':'x'},"
                            + "'sort':[{'property':'receivedAt'}],'maxChanges':10,'upToId':'$email',"
                            + "'collapseThreads':true,'calculateTotal':true}",
                    "Mailbox/queryChanges {'sinceQueryState':'0','filter':{'role':null},"
                            + "'sort':[{'property':'name'}],'maxChanges':10,'upToId':'$inbox',"
                            + "'sortAsTree':true,'filterAsTree':false,'calculateTotal':true}",
                    "Quota/changes {'sinceState':'0','maxChanges':10}",
                    "Quota/query {'filter':{'name':'a','scope':'account'},'sort':[{'property':'used'}],"
                            + "'position':0,'limit':10,'calculateTotal':true}",
                    "Quota/queryChanges {'sinceQueryState':'0','filter':{'type':'Email'},"
                            + "'sort':[{'property':'name'}],'maxChanges':10,'upToId':'octets'}",
                    "Email/copy {'fromAccountId':'x','create':{}}",
                    "Identity/get {'ids':['i1'],'properties':['name']}",
                    "Identity/changes {'sinceState':'0','maxChanges':10}",
                    "Identity/set {'ifInState':null,'create':{'i':{'email':'alice@example.test',"
                            + "'name':'n','replyTo':[{'name':null,'email':'a@b.test'}],'bcc':null,"
                            + "'textSignature':'t','htmlSignature':'h'}},'update':{'i1':{'name':'m',"
                            + "'bcc':[{'name':'b','email':'b@b.test'}]}},'destroy':['none']}",
                    "EmailSubmission/get {'ids':['s1'],'properties':['undoStatus']}",
                    "EmailSubmission/changes {'sinceState':'0','maxChanges':10}",
                    "EmailSubmission/query {'filter':{'operator':'AND','conditions':[{"
                            + "'identityIds':['i1'],'emailIds':['$email'],'threadIds':['$thread'],"
                            + "'undoStatus':'pending','before':'2030-01-01T00:00:00Z',"
                            + "'after':'2001-01-01T00:00:00Z'}]},'sort':[{'property':'sentAt',"
                            + "'isAscending':true}],'position':0,'limit':5,'calculateTotal':true}",
                    "EmailSubmission/queryChanges {'sinceQueryState':'0','filter':{'undoStatus':'x'},"
                            + "'sort':[{'property':'emailId'}],'maxChanges':10,'upToId':'s1'}",
                    "EmailSubmission/set {'ifInState':null,'create':{'s':{'identityId':'i1',"
                            + "'emailId':'$email','envelope':{'mailFrom':{'email':'a@b.test',"
                            + "'parameters':{'HOLDFOR':'9','SMTPUTF8':null}},'rcptTo':[{"
                            + "'email':'c@d.test','parameters':{'NOTIFY':'NEVER'}}]}}},"
                            + "'update':{'s1':{'undoStatus':'canceled'}},'destroy':['none'],"
                            + "'onSuccessUpdateEmail':{'#s':{'keywords/$seen':true}},"
                            + "'onSuccessDestroyEmail':['s2']}",
                    "VacationResponse/get {'ids':['singleton'],'properties':['isEnabled']}",
                    "VacationResponse/set {'ifInState':null,'create':{'v':{}},'update':{'singleton':"
                            + "{'isEnabled':true,'fromDate':'2026-01-01T00:00:00Z','toDate':null,"
                            + "'subject':'s','textBody':'t','htmlBody':null}},'destroy':['x']}",
                    "History/undo {'changes':['h7'],'ifInState':null,'dryRun':true}",
                    "History/undo {'range':{'from':'h7','to':'h9'},'dryRun':true}",
                    "History/restore {'to':'2100-01-01T00:00:00Z','what':{'ids':['$email']},"
                            + "'removeNewer':false,'dryRun':true}",
                    "No/such {'a':1}");

    private ValidCalls() {}
}
