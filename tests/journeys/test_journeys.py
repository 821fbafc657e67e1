"""Each of the stories in three ways: mouse, keyboard alone, and without JavaScript."""

from tests.journeys import (
    agreement,
    changed_answer,
    club,
    colleague,
    employers,
    held_letters,
    meeting,
    need,
    partner,
    past_meeting,
    project,
    public,
    recorder,
    register,
    voting,
)


def test_the_office_keeps_its_register(visit, town, tmp_path):
    register.story(visit, town, tmp_path)


def test_the_office_brings_an_agreement_into_force(visit, town, tmp_path):
    agreement.story(visit, town, tmp_path)


def test_the_office_invites_and_people_answer_and_come(visit, town):
    meeting.story(visit, town)


def test_somebody_changes_an_answer_from_the_letter(visit, town):
    changed_answer.story(visit, town)


def test_a_meeting_moves_while_letters_about_it_are_on_hold(visit, town):
    held_letters.story(visit, town)


def test_the_office_enters_a_meeting_of_the_past(visit, town):
    past_meeting.story(visit, town)


def test_the_office_publishes_a_project(visit, town):
    project.story(visit, town)


def test_a_partner_joins_answers_and_keeps_its_page(visit, town):
    partner.story(visit, town)


def test_everybody_reads_what_the_county_does(visit, town):
    public.story(visit, town)


def test_an_officer_closes_a_lay_off_case(visit, town):
    employers.story(visit, town)


def test_a_recorder_writes_down_forty_cards(visit, town):
    recorder.story(visit, town)


def test_those_who_are_present_vote_with_a_code(visit, town):
    voting.story(visit, town)


def test_a_visitor_follows_one_need_to_its_jobs(visit, town):
    need.story(visit, town)


def test_a_club_leader_logs_a_month(visit, town):
    club.story(visit, town)


def test_an_invited_colleague_comes_to_act_for_the_organisation(visit, town):
    colleague.story(visit, town)
