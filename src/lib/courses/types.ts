// Words and types of courses that pages and server share.

export const courseTypes = ['programme', 'microdegree', 'course', 'training'] as const;
export type CourseType = (typeof courseTypes)[number];

export const studyLevels = ['vocational', 'bachelor', 'master', 'doctor', 'continuing'] as const;
export type StudyLevel = (typeof studyLevels)[number];

export const courseModes = ['onsite', 'online', 'hybrid'] as const;
export type CourseMode = (typeof courseModes)[number];
