"""Make the workbooks of this folder from number 47 on: `python tests/documents/registers/make.py FOLDER`.

The same cells come out as those kept here; the `.ods` and `.xls` are converted by LibreOffice. What
is expected of a register (`.toml`) was written by hand, and so was each register in text.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from xlsxwriter import Workbook


def put(
    sheet: Any, rows: Sequence[Sequence[Any]], day: Any = None, at: tuple[int, int] = (0, 0)
) -> None:
    """Write rows below each other; a date in the format of a day, empty cells not at all."""
    for number, row in enumerate(rows, at[0]):
        for column, value in enumerate(row, at[1]):
            if isinstance(value, date):
                sheet.write_datetime(number, column, datetime.combine(value, time()), day)
            elif isinstance(value, str) and value:
                sheet.write_string(number, column, value)
            elif isinstance(value, int | float):
                sheet.write(number, column, value)


# A row of a table stays a line.
# fmt: off


def items_across(book: Workbook) -> None:
    sheet = book.add_worksheet("Action plan")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    put(sheet, [
        ["PEEL 2031 – Hartmoor Police action plan"],
        [],
        ["Ref", "R1", "R2", "R3"],
        ["Recommendation", "The force should record every call for service within the hour.", "The force should train all custody sergeants in risk assessment.", "The force should publish what it spends on vetting each year."],
        ["Lead", "Head of Contact", "Head of Custody", "Head of Vetting"],
        ["Target date", date(2032, 1, 31), date(2032, 3, 31), date(2031, 12, 31)],
        ["Status", "In progress", "Not started", "Complete"],
        ["Update", "Two shifts do so.", "", "Published in May."],
    ], day)


def colour_alone(book: Workbook) -> None:
    sheet = book.add_worksheet("Tracker")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    put(sheet, [
        ["No", "Area for improvement", "Owner", "Due", "RAG", "Comments"],
        [1, "The force should improve how it supervises rape investigations.", "Head of Crime", date(2032, 4, 30)],
        [2, "The force should make sure that it visits registered sex offenders on time.", "Head of Public Protection", date(2031, 11, 30), None, "Nine visits outstanding."],
        [3, "The force should give victims a copy of the needs assessment.", "Head of Victim Care", date(2031, 9, 30)],
        [4, "The force should review its stop and search records.", "Head of Patrol", date(2032, 2, 28)],
    ], day)
    for row, colour in ((1, "#FFC000"), (2, "#FF0000"), (3, "#0070C0"), (4, "#00B050")):
        sheet.write_blank(row, 4, None, book.add_format({"bg_color": colour}))


def notes_below(book: Workbook) -> None:
    sheet = book.add_worksheet("Sheet1")
    day = book.add_format({"num_format": "mmm-yy"})
    put(sheet, [
        ["Ref", "Recommendation", "Responsible officer", "Timescale", "Status"],
        ["2.1", "The council should review the terms of reference of its audit committee.", "Monitoring Officer", date(2032, 1, 1), "On track"],
        ["2.2", "The council should tell tenants how to complain.", "Head of Housing", date(2032, 6, 1), "Delayed"],
        ["2.3", "The council should reconcile its bank accounts monthly.", "Section 151 Officer", date(2031, 10, 1), "Implemented"],
        [],
        ["Notes"],
        ["1. Timescales are those agreed by Cabinet on 4 May 2031."],
        ["2. Items that are delayed should be reported to the Corporate Board."],
        [],
        ["Key"],
        ["On track", "Will be done by the timescale"],
        ["Delayed", "Will not be done by the timescale"],
        ["Implemented", "Done and checked by internal audit"],
        ["Produced by the Performance Team, 12/09/2031"],
    ], day)


def planner_export(book: Workbook) -> None:
    sheet = book.add_worksheet("Tasks")
    put(sheet, [
        ["Plan name", "HMICFRS recommendations"],
        ["Plan ID", "x7Fq2"],
        ["Date of export", "05/09/2031"],
        [],
        ["Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Created By", "Created Date", "Start date", "Due date", "Is Recurring", "Late", "Completed Date", "Completed By", "Completed Checklist Items", "Checklist Items", "Labels", "Description"],
        ["aa1", "The force should assess the risk of every missing child.", "Vulnerability", "In progress", "Important", "Head of Safeguarding", "Inspection Liaison", "01/02/2031", "", "31/10/2031", "false", "false", "", "", "1/3", "Audit;Train;Report", "", " "],
        ["aa2", "The force should give response officers time to investigate.", "Investigations", "Completed", "Medium", "Head of Response", "Inspection Liaison", "01/02/2031", "", "30/06/2031", "false", "false", "28/06/2031", "Head of Response", "", "", "", ""],
        ["aa3", "The force should keep its crime data accurate.", "Crime data", "Not started", "Urgent", "Force Crime Registrar", "Inspection Liaison", "01/02/2031", "", "14/12/2031", "false", "true", "", "", "", "", "", "Rape, violence"],
    ])


def letters_and_ticks(book: Workbook) -> None:
    sheet = book.add_worksheet("Must do")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    put(sheet, [
        ["CQC must do and should do actions, Fernhill Trust"],
        ["Ref", "Must / Should", "Requirement", "Executive lead", "Completion date", "BRAG", "Done?"],
        ["MD1", "Must", "The trust must ensure that staff complete safeguarding training.", "Chief Nurse", date(2031, 12, 31), "A", ""],
        ["MD2", "Must", "The trust must ensure that medicines are stored securely.", "Chief Pharmacist", date(2031, 8, 31), "B", "✓"],
        ["SD1", "Should", "The trust should review its signage for people with dementia.", "Director of Estates", date(2032, 3, 31), "R", "✗"],
        ["SD2", "Should", "The trust should consider longer visiting hours.", "Chief Nurse", date(2032, 5, 31), "G", ""],
    ], day)


def sheet_a_month(book: Workbook) -> None:
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for month, statuses in (("June 2031", ("Not started", "Not started")), ("July 2031", ("In progress", "Not started")), ("August 2031", ("Complete", "In progress"))):
        sheet = book.add_worksheet(month)
        put(sheet, [
            ["Rec", "Recommendation", "Lead", "Target date", "Status"],
            [1, "The force should merge its two property stores.", "Head of Estates", date(2031, 12, 31), statuses[0]],
            [2, "The force should weigh drugs when it seizes them.", "Head of Crime", date(2032, 1, 31), statuses[1]],
        ], day)


def rich_text(book: Workbook) -> None:
    sheet = book.add_worksheet("Register")
    bold = book.add_format({"bold": 1})
    struck = book.add_format({"font_strikeout": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    put(sheet, [
        ["Ref", "Recommendation", "Owner", "Due", "Status", "Link"],
    ])
    sheet.write_string(1, 0, "1")
    sheet.write_rich_string(1, 1, "The authority ", bold, "should", " hold its meetings in public_x000D_\nand say why where it doesn't.")
    sheet.write_string(1, 2, "Chief Executive")
    sheet.write_rich_string(1, 3, struck, "31/12/2031", bold, " 30/06/2032")
    sheet.write_string(1, 4, "In progress")
    sheet.write_url(1, 5, "https://example.org/minutes", string="Minutes of May")
    sheet.write_string(2, 0, "2")
    sheet.write_string(2, 1, "The authority should set out what its reserves are for.")
    sheet.write_string(2, 2, "Chief Finance Officer")
    sheet.write_datetime(2, 3, datetime.combine(date(2032, 2, 29), time()), day)
    sheet.write_string(2, 4, "Complete")
    sheet.write_url(2, 5, "https://example.org/reserves")


def audit_by_section(book: Workbook) -> None:
    sheet = book.add_worksheet("Outstanding")
    day = book.add_format({"num_format": "dd-mmm-yy"})
    style = book.add_format({"bold": 1})
    put(sheet, [
        ["Audit and Governance Committee – outstanding internal audit recommendations"],
        ["As at 30 September 2031"],
        [],
        ["Ref", "Priority", "Finding", "Agreed action", "Responsible officer", "Original date", "Revised date", "Status / comments"],
    ], day)
    def section(row: int, text: str) -> None:
        sheet.merge_range(row, 0, row, 7, text, style)
    section(4, "Payroll 2030/31")
    put(sheet, [
        ["PAY-1", "High", "Leavers were paid for a month after they left.", "HR will send a list of leavers to payroll each Friday.", "Head of HR", date(2031, 6, 30), date(2031, 12, 31), "Partially implemented. Lists are sent monthly."],
        ["PAY-2", "Medium", "Overtime was approved after it was worked.", "Managers will approve overtime before it is worked.", "Head of Finance", date(2031, 7, 31), None, "Implemented"],
    ], day, at=(5, 0))
    sheet.write_string(7, 0, "Subtotal")
    sheet.write_number(7, 1, 2)
    section(8, "Cyber security 2030/31")
    put(sheet, [
        ["CYB-1", "High", "Old laptops were not wiped.", "ICT will wipe all returned laptops within five days.", "Head of ICT", date(2031, 5, 31), date(2031, 11, 30), "Not implemented – awaiting new contract"],
    ], day, at=(9, 0))
    sheet.write_string(10, 0, "Total")
    sheet.write_number(10, 1, 3)


def groups_and_pages(book: Workbook) -> None:
    sheet = book.add_worksheet("Plan")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    style = book.add_format({"bold": 1, "align": "center"})
    sheet.write_string(1, 2, "Youth justice improvement plan")
    sheet.merge_range(3, 2, 4, 2, "Ref", style)
    sheet.merge_range(3, 3, 4, 3, "Recommendation", style)
    sheet.merge_range(3, 4, 3, 5, "Accountability", style)
    sheet.write_string(4, 4, "Lead")
    sheet.write_string(4, 5, "Sponsor")
    sheet.merge_range(3, 6, 3, 7, "Completion date", style)
    sheet.write_string(4, 6, "Original")
    sheet.write_string(4, 7, "Revised")
    sheet.merge_range(3, 8, 4, 8, "Status", style)
    put(sheet, [
        ["1a", "The service should assess every child's health within ten days.", "Head of Youth Justice", "Director of Children", date(2031, 10, 31), None, "On track"],
        ["1b", "The service should offer victims restorative justice.", "Victim Worker", "Director of Children", date(2031, 9, 30), date(2031, 12, 31), "Off track"],
    ], day, at=(5, 2))
    put(sheet, [
        ["Ref", "Recommendation", "Lead", "Sponsor", "Original", "Revised", "Status"],
    ], at=(8, 2))
    put(sheet, [
        ["2", "The board should look at disproportionality each quarter.", "Board Chair", "Chief Executive", date(2031, 11, 30), None, "Complete"],
    ], day, at=(9, 2))


def prison_action_plan(book: Workbook) -> None:
    sheet = book.add_worksheet("Action Plan Submitted")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    put(sheet, [
        ["ACTION PLAN: HMP Stonemoor"],
        ["HMIP full inspection, published 12 May 2031"],
        [],
        ["1. Rec No", "2. Recommendation", "3. Agreed / Partly Agreed / Not Agreed", "4. Response: action taken or planned", "5. Function responsible", "6. Target date"],
        ["Priority concerns"],
        ["5.1", "Violence was rising and too little was done to find out why.", "Agreed", "A violence reduction lead has been appointed. Debriefs take place within 24 hours.", "Head of Safety", "December 2031"],
        ["5.2", "Prisoners spent too long locked in their cells.", "Partly Agreed", "The regime will be reviewed. Staffing limits what can be offered at weekends.", "Head of Regimes", "Completed"],
        ["Key concerns"],
        ["5.3", "Too few prisoners were in education, skills or work.", "Agreed", "A new contract starts in the autumn.", "Head of Reducing Reoffending", "March 2032"],
        ["Total", "3", "Agreed 2"],
    ], day)


def hidden_columns(book: Workbook) -> None:
    sheet = book.add_worksheet("Live")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    put(sheet, [
        ["Ref", "Old text", "Recommendation", "Internal view", "Owner", "Due", "Status"],
        ["R1", "The force should do X.", "The force should carry out annual checks of its armoury.", "Not worth it", "Head of Firearms", date(2032, 1, 10), "Ongoing"],
        ["R2", "The force should do Y.", "The force should replace its oldest vehicles.", "", "Fleet Manager", date(2032, 1, 20), "Closed"],
    ], day)
    sheet.set_column(1, 1, 10, None, {"hidden": 1})
    sheet.set_column(3, 3, 10, None, {"hidden": 1})
    lists = book.add_worksheet("Lists")
    put(lists, [
        ["Status", "Owner"],
        ["Ongoing", "Head of Firearms"],
        ["Closed", "Fleet Manager"],
    ])
    archive = book.add_worksheet("Archive")
    archive.very_hidden()
    put(archive, [
        ["Ref", "Recommendation", "Owner"],
        ["R0", "The force should sell its old radios.", "Head of ICT"],
    ])


def two_languages(book: Workbook) -> None:
    sheet = book.add_worksheet("Cynllun")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    put(sheet, [
        ["Rhif / No.", "Argymhelliad / Recommendation", "Swyddog cyfrifol / Responsible officer", "Dyddiad targed / Target date", "Statws / Status"],
        [1, "The authority should publish its well-being objectives.", "Head of Policy", date(2032, 3, 31), "Ar waith / In progress"],
        [2, "The authority should map its buildings.", "Head of Assets", date(2031, 12, 31), "Wedi'i gwblhau / Complete"],
    ], day)


def old_hidden(book: Workbook) -> None:
    sheet = book.add_worksheet("Current")
    day = book.add_format({"num_format": "dd mmmm yyyy"})
    put(sheet, [
        ["Matter of concern", "Organisation", "Response due", "Action", "By whom", "Status"],
        ["(1) Staff did not know how to open the gate in a fire.", "Harbour Trust", date(2031, 8, 1), "Train all staff", "Safety Manager", "Implemented"],
        ["(2) No one checked the hydrants for two years.", "Harbour Trust", date(2031, 9, 1), "Check each quarter", "Safety Manager", "In hand"],
    ], day)
    old = book.add_worksheet("Old")
    old.hide()
    put(old, [
        ["Matter of concern", "By whom"],
        ["(9) The bell was broken.", "Safety Manager"],
    ])


def fire_merged_cause(book: Workbook) -> None:
    sheet = book.add_worksheet("HMICFRS Round 3")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    style = book.add_format({"text_wrap": 1})
    put(sheet, [
        ["Westmarch Fire and Rescue Service"],
        ["HMICFRS Action Plan – Round 3 (report published 18 January 2031)"],
        [],
        ["Cause of Concern / AFI", "Recommendation", "Actions", "SRO", "Due by", "BRAG", "Progress narrative", "Evidence"],
    ])
    sheet.merge_range(4, 0, 5, 0, "Cause of Concern: Values and culture", style)
    put(sheet, [
        ["By 31 May 2031 the service should train all managers in its code of ethics.", "Commission training", "DCFO", date(2031, 5, 31), "Blue", "All managers trained by 12 May.", "Training log"],
        ["The service should make sure that staff can raise concerns in confidence.", "Speak-up line", "Head of People", date(2031, 9, 30), "Amber", "Supplier chosen.", ""],
    ], day, at=(4, 1))
    put(sheet, [
        ["AFI 1", "The service should assure itself that its risk information is shared with neighbours.", "Share via portal", "Head of Protection", date(2031, 12, 31), "Green", "", ""],
        ["AFI 2", "The service should have a plan for retained crews.", "Write plan", "ACFO", date(2032, 1, 31), "Red", "No progress", ""],
    ], day, at=(6, 0))


def heads_with_breaks(book: Workbook) -> None:
    sheet = book.add_worksheet("Action plan")
    day = book.add_format({"num_format": "mmmm yyyy"})
    put(sheet, [
        ["Regulation\nbreached", "Must do /\nShould do", "CQC finding", "Action\nrequired", "Exec\nlead", "Target\ncompletion\ndate", "RAG\nrating", "Comments /\nprogress"],
        ["Reg 12", "Must do", "Fridges were not checked.", "The trust must check fridge temperatures daily.", "Chief Nurse", date(2031, 10, 1), "Complete", "Done since July"],
        ["Reg 17", "Must do", "Risk registers were out of date.", "The trust must review risk registers each quarter.", "Director of Governance", date(2031, 12, 1), "On track", ""],
        ["", "Should do", "Signs were poor.", "The trust should improve signs.", "Director of Estates", date(2032, 3, 1), "Not started", ""],
    ], day)


def poam(book: Workbook) -> None:
    sheet = book.add_worksheet("POA&M")
    day = book.add_format({"num_format": "m/d/yyyy"})
    put(sheet, [
        ["Plan of Action and Milestones"],
        ["System:", "Records"],
        [],
        ["POAM ID", "Controls", "Weakness Name", "Weakness Description", "Point of Contact", "Resources Required", "Overall Remediation Plan", "Original Detection Date", "Scheduled Completion Date", "Planned Milestones", "Milestone Changes", "Status Date", "Risk Rating"],
        ["V-1", "AC-2", "Stale accounts", "Accounts of leavers stay active for weeks.", "ISSO", "None", "Disable accounts within a day.", date(2031, 1, 5), date(2031, 9, 30), "(1) 3/1/2031: write script", "", date(2031, 5, 1), "High"],
        ["V-2", "CP-9", "Backups untested", "Backups have not been restored in a test.", "System Owner", "$5,000", "Restore each quarter.", date(2031, 1, 5), date(2031, 12, 15), "", "12/31/2031: vendor late", date(2031, 5, 1), "Moderate"],
    ], day)


def status_each_quarter(book: Workbook) -> None:
    sheet = book.add_worksheet("Q2")
    day = book.add_format({"num_format": "dd/mm/yy"})
    put(sheet, [
        ["Rec", "Recommendation text", "Owner", "Due", "Q1 status", "Q1 update", "Q2 status", "Q2 update", "Q3 status", "Q3 update"],
        ["1", "The police authority should hold its own register of gifts.", "Monitoring Officer", date(2031, 12, 31), "Not started", "", "In progress", "Drafted.", "", ""],
        ["2", "The police authority should publish its contracts.", "Head of Procurement", date(2031, 8, 31), "In progress", "Half done.", "Complete", "All online.", "", ""],
        ["3", "The police authority should review its standing orders.", "Solicitor", date(2032, 3, 31), "Not started", "", "", "", "", ""],
    ], day)


def decimal_numbers(book: Workbook) -> None:
    sheet = book.add_worksheet("Data")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    number = book.add_format({"num_format": "0.00"})
    sheet.write_row(0, 0, ["Ref", "Type", "Detail", "Named lead", "Deadline", "Status"])
    for row, (label, kind, text, lists, due, status) in enumerate([(1.1, "AFI", "The force should store evidence safely.", "Head of Forensics", date(2031, 12, 1), "Live"), (1.2, "Cause of concern", "Victims are not told when cases are dropped.", "Head of Criminal Justice", date(2031, 6, 1), "Closed - signed off by HMICFRS"), (1.1, "Good practice", "The cadet scheme works well.", "", None, ""), (2.0, "Recommendation", "The force should renew its estate plan.", "Head of Estates", date(2032, 6, 1), "Proposed for closure")], 1):
        sheet.write_number(row, 0, label, number if label == 1.1 and kind == "Good practice" else None)
        sheet.write_string(row, 1, kind)
        sheet.write_string(row, 2, text)
        sheet.write_string(row, 3, lists)
        if due:
            sheet.write_datetime(row, 4, datetime.combine(due, time()), day)
        sheet.write_string(row, 5, status)
    sheet.write_string(5, 0, "Total")
    sheet.write_formula(5, 2, "=COUNTA(C2:C5)", None, 4)


def colours_open_document(book: Workbook) -> None:
    sheet = book.add_worksheet("Trust plan")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    style = book.add_format({"bold": 1})
    put(sheet, [
        ["Ref.", "Key line of enquiry", "Improvement required", "Responsible director", "By when", "RAG"],
    ], at=(0, 0))
    sheet.merge_range(1, 0, 1, 5, "Urgent and emergency care", style)
    put(sheet, [
        ["U1", "Safe", "Patients should be triaged within 15 minutes.", "Chief Operating Officer", date(2031, 9, 1)],
        ["U2", "Well led", "Leaders should visit each ward weekly.", "Chief Executive", date(2031, 10, 1)],
    ], day, at=(2, 0))
    sheet.merge_range(4, 0, 4, 5, "Maternity", style)
    put(sheet, [
        ["M1", "Safe", "Midwives should have annual appraisals.", "Director of Midwifery", date(2031, 11, 1)],
    ], day, at=(5, 0))
    for row, colour in ((2, "#92D050"), (3, "#FF0000"), (5, "#FFC000")):
        sheet.write_blank(row, 5, None, book.add_format({"bg_color": colour}))
    sheet.set_row(3, None, None, {"hidden": 1})


def open_and_closed_sheets(book: Workbook) -> None:
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet("Dashboard")
    put(sheet, [
        ["Open", 2],
        ["Closed", 1],
        ["Total", 3],
    ])
    sheet = book.add_worksheet("Open AFIs")
    put(sheet, [
        ["Inspection", "AFI", "Force lead", "Target date", "Latest position", "Evidence?"],
        ["PEEL 2031", "The force should identify repeat callers.", "Supt Contact", date(2031, 12, 12), "System bought", "N"],
        ["Crime Data Integrity 2030", "The force should record rape without delay.", "Force Crime Registrar", date(2031, 10, 10), "Audit due", "Y"],
    ], day)
    sheet = book.add_worksheet("Closed AFIs")
    put(sheet, [
        ["Inspection", "AFI", "Force lead", "Date closed", "Closed by", "Evidence?"],
        ["PEEL 2029", "The force should map its demand.", "Head of Change", date(2030, 4, 4), "Deputy Chief Constable", "Y"],
    ], day)


def cover_and_index(book: Workbook) -> None:
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Cover")
    put(sheet, [
        ["Northshire Police"],
        ["Recommendations and AFIs tracker"],
        ["Version 3.2, owner: Inspection Team"],
    ])
    sheet = book.add_worksheet("How to use")
    put(sheet, [
        ["Guidance"],
        ["Leads should update column G by the 5th of each month."],
        ["Do not delete rows."],
    ])
    sheet = book.add_worksheet("Tracker")
    put(sheet, [
        ["Northshire Police tracker", "", "", "", "", "", "", ""],
        ["Unique ID", "Inspection", "Type", "Wording", "Portfolio lead", "HMICFRS target date", "Progress update (by lead)", "Current grading", "Recommend closure?"],
        ["NS001", "PEEL 2029/30", "AFI", "The force should make sure that supervisors check investigation plans.", "Det Supt Crime", date(2031, 12, 31), "Checks began in May. Compliance is 62 per cent.", "Amber", "No"],
        ["NS002", "PEEL 2029/30", "Recommendation", "By 30 September 2031, the force should clear its backlog of visits.", "Det Supt PPU", date(2031, 9, 30), "Backlog is nil.", "Green", "Yes"],
        ["NS003", "Joint inspection: custody", "Cause of concern", "Detainees with mental ill health wait too long.", "Supt Custody", date(2031, 6, 30), "Protocol with the hospital agreed.", "Red", "No"],
    ], day)


def school_plan(book: Workbook) -> None:
    sheet = book.add_worksheet("PIAP")
    day = book.add_format({"num_format": "mmm yyyy"})
    put(sheet, [
        ["Post-Ofsted action plan 2031"],
        ["Area for improvement 1: Quality of education"],
        ["Action", "Success criteria", "Lead", "Timescale", "Resources", "Monitoring", "Impact to date"],
        ["Leaders should make sure that the phonics programme is taught as intended.", "90% of pupils pass", "English Lead", "Autumn term 2031", "£2,000", "Governors, termly", "Training done"],
        ["Leaders should check what pupils remember.", "Books show it", "Deputy Head", date(2031, 12, 1), "", "Head, weekly", ""],
        ["Area for improvement 2: Attendance"],
        ["Leaders should work with families whose children are often absent.", "Absence below 5%", "Attendance Officer", date(2032, 4, 1), "", "", ""],
    ], day)


def public_inquiry(book: Workbook) -> None:
    sheet = book.add_worksheet("Phase 1")
    day = book.add_format({"num_format": "d mmmm yyyy"})
    put(sheet, [
        ["Recommendation number", "Recommendation", "Owner (department)", "Government response", "Delivery status", "Date of next milestone", "Detail"],
        ["1", "That the fire service:\na. train all commanders;\nb. test radios in tall buildings; and\nc. report to the Secretary of State within a year.", "Home Department", "Accepted in full", "On track", date(2031, 12, 31), "Training contract let."],
        ["2", "That the law be amended so that owners must keep plans of the building.", "Housing Department", "Accepted in principle", "Complete", None, "Act passed."],
        ["3", "That evacuation be practised.", "Housing Department", "Under consideration", "Not started", None, ""],
    ], day)


def previous_and_current(book: Workbook) -> None:
    sheet = book.add_worksheet("IA follow-up")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    style = book.add_format({"bold": 1})
    put(sheet, [
        ["Internal audit follow-up, Q2 2031/32"],
        [],
    ])
    sheet.merge_range(2, 0, 3, 0, "Audit", style)
    sheet.merge_range(2, 1, 3, 1, "Ref", style)
    sheet.merge_range(2, 2, 3, 2, "Recommendation", style)
    sheet.merge_range(2, 3, 2, 4, "Target date", style)
    sheet.write_string(3, 3, "Original")
    sheet.write_string(3, 4, "Current")
    sheet.merge_range(2, 5, 2, 6, "RAG", style)
    sheet.write_string(3, 5, "Previous")
    sheet.write_string(3, 6, "Current")
    sheet.merge_range(2, 7, 3, 7, "Lead officer", style)
    sheet.merge_range(2, 8, 3, 8, "Service comment", style)
    put(sheet, [
        ["Creditors", "3", "Orders should be raised before invoices arrive.", date(2031, 3, 31), date(2031, 12, 31), "R", "A", "Head of Finance", "New system in November"],
        ["Creditors", "5", "Duplicate payments should be reported monthly.", date(2031, 6, 30), date(2031, 6, 30), "A", "Complete", "Head of Finance", ""],
        ["Fleet", "1", "Fuel cards should be stopped when drivers leave.", date(2031, 9, 30), None, "", "R", "Fleet Manager", ""],
    ], day, at=(4, 0))


def old_prison_workbook(book: Workbook) -> None:
    sheet = book.add_worksheet("HMIP")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    put(sheet, [
        ["HMP Brackenmoor – HMIP action plan"],
        ["Rec. No", "Main recommendation", "Accepted / Rejected", "Action required", "Responsible owner", "Target completion date", "Status", "Date completed"],
        ["5.1", "Cells should be fit for use.", "Accepted", "Refurbish B wing", "Head of Works", date(2031, 9, 30), "Complete", date(2031, 9, 2)],
        ["5.2", "Visits should start on time.", "Accepted", "New rota", "Head of Operations", date(2031, 8, 31), "Ongoing", None],
        ["5.3", "All prisoners should have a key worker.", "Rejected", "", "", None, "Rejected", None],
    ], day)


def side_by_side(book: Workbook) -> None:
    sheet = book.add_worksheet("Sheet1")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    put(sheet, [
        ["No", "AFI", "Owner", "Due", "Status"],
        ["1", "The unit should log all firearms.", "Armourer", date(2031, 12, 1), "Open"],
        ["2", "The unit should test hearing yearly.", "Health Lead", date(2032, 2, 1), "Closed"],
        ["3", "The unit should train in low light.", "Training Lead", date(2032, 3, 1), "Open"],
    ], day)
    put(sheet, [
        ["Status", "Count"],
        ["Open", 2],
        ["Closed", 1],
    ], at=(0, 8))


def formulas(book: Workbook) -> None:
    sheet = book.add_worksheet("Actions")
    day, share = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0%"})
    put(sheet, [["Rec", "Recommendation", "Published", "Due", "Days late", "Status", "Lead", "Overall %"]])
    rows: list[tuple[str, int, str, str, float]] = [
        ("The service should test every smoke alarm that it fits.", 91, "Complete", "Head of Prevention", 1.0),
        ("The service should keep risk information for all high-rise blocks up to date.", 306, "In progress", "Head of Protection", 0.5),
        ("The service should have enough fire control staff at night.", 183, "", "Area Manager Control", 0),
    ]
    published = date(2031, 3, 1)
    for row, (text, days, status, lead, part) in enumerate(rows, 1):
        put(sheet, [[str(row), text, published]], day, at=(row, 0))
        due = (published + timedelta(days) - date(1899, 12, 30)).days
        sheet.write_formula(row, 3, f"=C{row + 1}+{days}", day, due)
        if status:
            sheet.write_formula(row, 4, f"=MAX(0,D{row + 1}-D{row + 1})", None, 0)
            sheet.write_formula(row, 5, f'=IF(H{row + 1}=1,"Complete","In progress")', None, status)
        else:
            sheet.write_formula(row, 4, "=1/0", None, "#DIV/0!")
            sheet.write_formula(row, 5, "=VLOOKUP(A99,A1:A2,2,FALSE)", None, "#N/A")
        sheet.write_string(row, 6, lead)
        sheet.write_number(row, 7, part, share)
    sheet.write_formula(4, 7, "=AVERAGE(H2:H4)", share, 0.5)
    sheet.write_string(4, 1, "Average")


# fmt: on
MAKERS: Final[dict[str, Callable[[Workbook], None]]] = {
    "47-items-across.xlsx": items_across,
    "48-colour-alone.xlsx": colour_alone,
    "49-formulas.xlsx": formulas,
    "50-formulas-open-document.ods": formulas,
    "51-formulas-old-workbook.xls": formulas,
    "52-notes-below.xlsx": notes_below,
    "55-planner-export.xlsx": planner_export,
    "56-letters-and-ticks.xlsx": letters_and_ticks,
    "57-sheet-a-month.xlsx": sheet_a_month,
    "58-rich-text.xlsx": rich_text,
    "59-audit-by-section.xlsx": audit_by_section,
    "61-groups-and-pages.xlsx": groups_and_pages,
    "62-prison-action-plan.xlsx": prison_action_plan,
    "65-hidden-columns.xlsx": hidden_columns,
    "67-two-languages.xlsx": two_languages,
    "68-old-hidden.xls": old_hidden,
    "71-fire-merged-cause.xlsx": fire_merged_cause,
    "72-heads-with-breaks.xlsx": heads_with_breaks,
    "75-poam.xlsx": poam,
    "76-status-each-quarter.xlsx": status_each_quarter,
    "79-decimal-numbers.xlsx": decimal_numbers,
    "80-colours-open-document.ods": colours_open_document,
    "81-open-and-closed-sheets.xlsx": open_and_closed_sheets,
    "91-cover-and-index.xlsx": cover_and_index,
    "92-school-plan.xlsx": school_plan,
    "95-public-inquiry.xlsx": public_inquiry,
    "96-previous-and-current.xlsx": previous_and_current,
    "98-old-prison-workbook.xls": old_prison_workbook,
    "99-side-by-side.xlsx": side_by_side,
}


def make(folder: Path) -> None:
    """Make them all, those of other programs by way of LibreOffice."""
    folder.mkdir(exist_ok=True)
    for name, maker in MAKERS.items():
        target = folder / name
        path = target.with_suffix(".xlsx")
        with Workbook(path) as book:
            maker(book)
        if path != target:
            convert = ["--convert-to", target.suffix[1:], "--outdir", str(folder), str(path)]
            subprocess.run(["soffice", "--headless", *convert], check=True, capture_output=True)
            path.unlink()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
